import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai'
import OpenAI from 'openai'
import { startTracing } from './exporter.mjs'
import { callOpenAi } from './openai-calls.mjs'

const provider = startTracing()
const instrumentation = new OpenAIInstrumentation({ tracerProvider: provider })
instrumentation.manuallyInstrument(OpenAI)
await callOpenAi(new OpenAI())
await provider.shutdown()
