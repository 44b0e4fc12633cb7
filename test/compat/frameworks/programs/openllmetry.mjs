import { OpenAIInstrumentation } from '@traceloop/instrumentation-openai'
import OpenAI from 'openai'
import { startTracing } from './exporter.mjs'
import { callOpenAi } from './openai-calls.mjs'

const provider = startTracing()
const instrumentation = new OpenAIInstrumentation()
instrumentation.setTracerProvider(provider)
instrumentation.manuallyInstrument(OpenAI)
await callOpenAi(new OpenAI())
await provider.shutdown()
