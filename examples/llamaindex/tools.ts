import { LangfuseSpanProcessor } from '@langfuse/otel'
import { propagateAttributes, startActiveObservation } from '@langfuse/tracing'
import { openai } from '@llamaindex/openai'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { type ChatMessage, Settings, tool } from 'llamaindex'
import { z } from 'zod/v3'
import { traceLlmCalls } from './trace-llm-calls.ts'

// LANGFUSE_BASE_URL, LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY say where the traces go.
const provider = new NodeTracerProvider({ spanProcessors: [new LangfuseSpanProcessor()] })
provider.register()

const model = process.env.MODEL ?? 'bedrock-converse-us-claude-3-7-sonnet-v1'
traceLlmCalls(Settings.callbackManager, model)

const llm = openai({
  model,
  apiKey: process.env.LITELLM_MASTER_KEY ?? 'sk-litellm-test-key',
  baseURL: process.env.GATEWAY_URL ?? 'http://localhost:4000',
})
const weather = tool(({ city }) => `${city}: sunny, 21 °C`, {
  name: 'get_weather',
  description: 'The weather of a city today.',
  parameters: z.object({ city: z.string() }),
})

const mostRounds = 5

/** Asks until the model wants no more tools. */
async function answer(question: string): Promise<string> {
  const messages: ChatMessage[] = [{ role: 'user', content: question }]
  for (let round = 0; round < mostRounds; round++) {
    const { newMessages, toolCalls } = await llm.exec({ messages, tools: [weather] })
    messages.push(...newMessages)
    if (toolCalls.length === 0) return String(newMessages.at(-1)?.content)
  }
  throw new Error(`the model wants tools after ${mostRounds} rounds`)
}

const about = { traceName: 'weather-question', userId: 'workshop-reader', tags: ['llamaindex'] }
const traceId = await propagateAttributes(about, () =>
  startActiveObservation('weather-question', async (span) => {
    const text = await answer('How is the weather in Kyoto?')
    console.log('answer:', text)
    span.update({ output: text })
    return span.traceId
  }),
)
await provider.shutdown()
console.log('trace:', traceId)
