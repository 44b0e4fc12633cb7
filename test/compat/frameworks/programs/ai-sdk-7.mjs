import { OpenTelemetry } from '@ai-sdk/otel'
import { registerTelemetry } from 'ai'
import { callModels } from './ai-calls.mjs'
import { startTracing } from './exporter.mjs'

const provider = startTracing()
registerTelemetry(new OpenTelemetry())
await callModels({ telemetry: { functionId: 'forecast' } })
await provider.shutdown()
