import { createOpenAI } from '@ai-sdk/openai'
import { embed, generateText, stepCountIs, streamText, tool } from 'ai'
import * as mocks from 'ai/test'
import { z } from 'zod'
import { question } from './weather.mjs'

/** An agent with one tool, a stream and an embedding. */
export async function callModels(telemetry) {
  const model = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL }).chat('gpt-4o')
  const weather = tool({
    description: 'The weather of a city',
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => ({ city, sky: 'sunny' }),
  })
  const asked = { model, prompt: question, temperature: 0.5, ...telemetry }
  await generateText({ ...asked, tools: { weather }, stopWhen: stepCountIs(3) })
  await streamText(asked).consumeStream()
  const MockEmbeddingModel = mocks.MockEmbeddingModelV4 ?? mocks.MockEmbeddingModelV3
  const embedding = new MockEmbeddingModel({
    provider: 'openai',
    modelId: 'text-embedding-3-small',
    doEmbed: async () => ({ embeddings: [[0.1, 0.2]], usage: { tokens: 5 }, warnings: [] }),
  })
  await embed({ model: embedding, value: question, ...telemetry })
}
