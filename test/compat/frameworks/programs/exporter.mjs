import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/** Of JSON over HTTP, as any user of OpenTelemetry sets it up. */
export const exporter = new OTLPTraceExporter({ url: process.env.OTLP_URL })

export function startTracing(processor = new BatchSpanProcessor(exporter)) {
  const resource = resourceFromAttributes({ 'service.name': 'weather' })
  const provider = new NodeTracerProvider({ resource, spanProcessors: [processor] })
  provider.register()
  return provider
}
