import { CallbackHandler } from '@langfuse/langchain'
import { LangfuseSpanProcessor } from '@langfuse/otel'
import { exporter, startTracing } from './exporter.mjs'
import { messages } from './weather.mjs'
import { weatherGraph } from './weather-graph.mjs'

const keys = { publicKey: 'pk-lf-1', secretKey: 'sk-lf-1', baseUrl: 'http://127.0.0.1:9' }
const provider = startTracing(new LangfuseSpanProcessor({ ...keys, exporter }))
const handler = new CallbackHandler({ userId: 'user-1', sessionId: 'session-1', tags: ['graph'] })
await weatherGraph().invoke({ messages }, { callbacks: [handler], runName: 'weather graph' })
await provider.shutdown()
