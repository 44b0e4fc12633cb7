import { expect, test } from 'vitest'
import { settle } from './settle.ts'

const usage = {
  inputTokens: 100,
  cacheReadTokens: 1000,
  cacheWriteTokens: 50,
  outputTokens: 34,
  totalTokens: 1184,
}

test('a call to Claude on Bedrock costs what its input, output and both cache counts cost', () => {
  const model = 'bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0'
  expect(settle({ model, modelInfo: {} }, usage)).toEqual({
    usageDetails: {
      input: 100,
      output: 34,
      total: 1184,
      cache_read_input_tokens: 1000,
      cache_creation_input_tokens: 50,
    },
    costDetails: expect.objectContaining({ input: 0.0003, output: 0.00051, total: 0.0012975 }),
    cost: 0.0012975,
  })
})

test('an unknown model has counts and no price', () => {
  expect(settle({ model: 'openai/my-own-model', modelInfo: {} }, usage)).toMatchObject({
    cost: null,
    costDetails: {},
  })
})

test('base_model names the model whose price counts', () => {
  const { cost } = settle({ model: 'azure/my-deployment', modelInfo: { base_model: 'gpt-4o' } }, usage)
  expect(cost).toBeGreaterThan(0)
})

test('searches, images, characters and seconds have prices of their own', () => {
  const unitsOf = (units: Record<string, number>) => ({ ...usage, ...noTokens, units })
  const noTokens = {
    inputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    totalTokens: 0,
  }
  expect(settle({ model: 'cohere/rerank-v3.5', modelInfo: {} }, unitsOf({ searches: 2 }))).toEqual({
    usageDetails: { searches: 2 },
    costDetails: { searches: 0.004, total: 0.004 },
    cost: 0.004,
  })
  const costOf = (model: string, units: Record<string, number>) =>
    settle({ model, modelInfo: {} }, unitsOf(units)).cost
  expect(costOf('bedrock/amazon.rerank-v1:0', { searches: 1 })).toBe(0.001)
  expect(costOf('bedrock/amazon.nova-canvas-v1:0', { images_premium: 1 })).toBe(0.06)
  expect(costOf('openai/tts-1', { characters: 1000 })).toBe(0.015)
  expect(costOf('groq/whisper-large-v3', { seconds: 3600 })).toBeCloseTo(0.111, 6)
  expect(costOf('openai/omni-moderation-latest', { searches: 1 })).toBeNull()
})
