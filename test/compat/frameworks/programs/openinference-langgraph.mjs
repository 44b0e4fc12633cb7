import { LangChainInstrumentation } from '@arizeai/openinference-instrumentation-langchain'
import * as callbacks from '@langchain/core/callbacks/manager'
import { startTracing } from './exporter.mjs'
import { messages } from './weather.mjs'
import { weatherGraph } from './weather-graph.mjs'

const provider = startTracing()
const instrumentation = new LangChainInstrumentation({ tracerProvider: provider })
instrumentation.manuallyInstrument(callbacks)
await weatherGraph().invoke({ messages })
await provider.shutdown()
