import { BaseLlm, FunctionTool, InMemoryRunner, LlmAgent } from '@google/adk'
import { z } from 'zod'
import { startTracing } from './exporter.mjs'
import { answer, question } from './weather.mjs'

class EmulatedLlm extends BaseLlm {
  async *generateContentAsync({ contents }) {
    const told = contents.some(({ parts }) => parts?.some((part) => part.functionResponse))
    const part = told
      ? { text: answer }
      : { functionCall: { id: 'call_1', name: 'weather', args: { city: 'Kyoto' } } }
    const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 }
    yield { content: { role: 'model', parts: [part] }, usageMetadata, finishReason: 'STOP' }
  }
}

const provider = startTracing()
const weather = new FunctionTool({
  name: 'weather',
  description: 'The weather of a city',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, sky: 'sunny' }),
})
const agent = new LlmAgent({
  name: 'forecaster',
  model: new EmulatedLlm({ model: 'gemini-2.5-flash' }),
  tools: [weather],
})
const runner = new InMemoryRunner({ agent, appName: 'weather' })
for await (const _ of runner.runEphemeral({
  userId: 'user-1',
  newMessage: { role: 'user', parts: [{ text: question }] },
}));
await provider.shutdown()
process.exit()
