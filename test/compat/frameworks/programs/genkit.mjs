import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { genkit, z } from 'genkit'
import { enableTelemetry, flushTracing } from 'genkit/tracing'
import { answer, question } from './weather.mjs'

await enableTelemetry({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: process.env.OTLP_URL }))],
})
const ai = genkit({})
const usage = { inputTokens: 100, outputTokens: 10, totalTokens: 110 }
ai.defineModel({ name: 'emulated/gpt-4o', supports: { tools: true } }, async ({ messages }) => {
  const told = messages.some(({ role }) => role === 'tool')
  const content = told
    ? [{ text: answer }]
    : [{ toolRequest: { name: 'weather', ref: '1', input: { city: 'Kyoto' } } }]
  return { message: { role: 'model', content }, finishReason: 'stop', usage }
})
const weather = ai.defineTool(
  {
    name: 'weather',
    description: 'The weather of a city',
    inputSchema: z.object({ city: z.string() }),
    outputSchema: z.string(),
  },
  async ({ city }) => `sunny in ${city}`,
)
const forecast = ai.defineFlow(
  { name: 'forecast', inputSchema: z.string(), outputSchema: z.string() },
  async (prompt) => {
    const { text } = await ai.generate({
      model: 'emulated/gpt-4o',
      prompt,
      tools: [weather],
      config: { temperature: 0.5 },
    })
    return text
  },
)
await forecast(question)
await flushTracing()
process.exit()
