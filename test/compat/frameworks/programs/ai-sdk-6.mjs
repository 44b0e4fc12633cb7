import { callModels } from './ai-calls.mjs'
import { startTracing } from './exporter.mjs'

const provider = startTracing()
const metadata = { userId: 'user-1', sessionId: 'session-1', tags: ['sdk'] }
await callModels({ experimental_telemetry: { isEnabled: true, functionId: 'forecast', metadata } })
await provider.shutdown()
