import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/** Makes one span of the name that is its argument; where that goes, the environment says. */
const provider = new NodeTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())],
})
provider
  .getTracer('traced-program')
  .startSpan(process.argv[2] ?? '')
  .end()
await provider.shutdown()
