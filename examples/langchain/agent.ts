import { randomUUID } from 'node:crypto'
import { ChatOpenAI } from '@langchain/openai'
import { CallbackHandler } from '@langfuse/langchain'
import { LangfuseSpanProcessor } from '@langfuse/otel'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { createAgent, tool } from 'langchain'
import { z } from 'zod'

// LANGFUSE_BASE_URL, LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY say where the traces go.
const provider = new NodeTracerProvider({ spanProcessors: [new LangfuseSpanProcessor()] })
provider.register()

const sessionId = `langchain-${randomUUID()}`
const model = new ChatOpenAI({
  model: process.env.MODEL ?? 'bedrock-converse-us-claude-3-7-sonnet-v1',
  apiKey: process.env.LITELLM_MASTER_KEY ?? 'sk-litellm-test-key',
  configuration: {
    baseURL: process.env.GATEWAY_URL ?? 'http://localhost:4000',
    // What the gateway records of the same calls lies in the same session.
    defaultHeaders: { 'x-litellm-session-id': sessionId },
  },
})
const weather = tool(({ city }) => `${city}: sunny, 21 °C`, {
  name: 'get_weather',
  description: 'The weather of a city today.',
  schema: z.object({ city: z.string() }),
})

const agent = createAgent({ model, tools: [weather] })
const callbacks = new CallbackHandler({ sessionId, userId: 'workshop-reader', tags: ['langchain'] })
const { messages } = await agent.invoke(
  { messages: [{ role: 'user', content: 'How is the weather in Kyoto?' }] },
  { callbacks: [callbacks], runName: 'weather-agent' },
)
await provider.shutdown()

console.log('answer:', messages.at(-1)?.content)
console.log('session:', sessionId)
console.log('trace:', callbacks.last_trace_id)
