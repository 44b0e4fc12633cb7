import { createOpenAI } from '@ai-sdk/openai'
import { Agent } from '@mastra/core/agent'
import { Mastra } from '@mastra/core/mastra'
import { createTool } from '@mastra/core/tools'
import { Observability } from '@mastra/observability'
import { OtelExporter } from '@mastra/otel-exporter'
import { z } from 'zod'
import { question } from './weather.mjs'

const weather = createTool({
  id: 'weather',
  description: 'The weather of a city',
  inputSchema: z.object({ city: z.string() }),
  outputSchema: z.object({ sky: z.string() }),
  execute: async () => ({ sky: 'sunny' }),
})
const agent = new Agent({
  id: 'forecaster',
  name: 'forecaster',
  instructions: 'Say how the weather is.',
  model: createOpenAI({ baseURL: process.env.OPENAI_BASE_URL }).chat('gpt-4o'),
  tools: { weather },
})
const exporter = new OtelExporter({
  provider: { custom: { endpoint: process.env.OTLP_URL, protocol: 'http/json' } },
})
const observability = new Observability({
  configs: { otel: { serviceName: 'weather', exporters: [exporter] } },
})
const mastra = new Mastra({ agents: { agent }, observability })
await mastra
  .getAgent('agent')
  .generate(question, { tracingOptions: { metadata: { userId: 'user-1', sessionId: 'session-1' } } })
await mastra.shutdown()
process.exit()
