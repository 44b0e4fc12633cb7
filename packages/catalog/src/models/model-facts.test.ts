import { describe, expect, test } from 'vitest'
import { priceList } from '../prices/price-list.ts'
import { modelFacts } from './model-facts.ts'

describe('what is known of a model', () => {
  test('Claude 3.7 Sonnet on Bedrock, as a coding assistant asks for it', () => {
    expect(modelFacts('bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0')).toEqual({
      mode: 'chat',
      provider: 'bedrock',
      maxInputTokens: 200_000,
      maxOutputTokens: 64_000,
      supportsVision: true,
      supportsPromptCaching: true,
      supportsReasoning: true,
      supportsFunctionCalling: true,
      inputCostPerToken: 3e-6,
      outputCostPerToken: 15e-6,
      cacheReadInputTokenCost: 3e-7,
      cacheCreationInputTokenCost: 3.75e-6,
    })
  })

  test('the first Claude 3.5 Sonnet has no prompt caching on Bedrock, but at Anthropic it has', () => {
    expect(modelFacts('anthropic.claude-3-5-sonnet-20240620-v1:0')?.supportsPromptCaching).toBe(false)
    expect(modelFacts('anthropic/claude-3-5-sonnet-20240620')?.supportsPromptCaching).toBe(true)
  })

  test('DeepSeek R1 on Bedrock takes no tools', () => {
    expect(modelFacts('bedrock/converse/us.deepseek.r1-v1:0')).toMatchObject({
      supportsFunctionCalling: false,
      supportsReasoning: true,
      maxInputTokens: 128_000,
    })
  })

  test.each([
    ['azure/gpt-4o', 'azure', 'chat', 2.5],
    ['mistral/codestral-latest', 'mistral', 'chat', 0.3],
    ['codestral/codestral-latest', 'mistral', 'chat', 0.3],
    ['mistral/mistral-embed', 'mistral', 'embedding', 0.1],
    ['groq/llama-3.3-70b-versatile', 'groq', 'chat', 0.59],
    ['fireworks_ai/gpt-oss-120b', 'fireworks', 'chat', 0.15],
    ['fireworks_ai/accounts/fireworks/models/gpt-oss-120b', 'fireworks', 'chat', 0.15],
    ['openrouter/anthropic/claude-sonnet-4.5', 'openrouter', 'chat', 3],
    ['gemini/gemini-2.5-flash', 'gemini', 'chat', 0.3],
    ['gemini/gemini-embedding-001', 'gemini', 'embedding', 0.15],
    ['vertex_ai/gemini-2.5-pro', 'gemini', 'chat', 1.25],
    ['vertex_ai/claude-sonnet-4-5@20250929', 'gemini', 'chat', 3],
    ['cohere_chat/command-a-03-2025', 'cohere', 'chat', 2.5],
    ['cohere/embed-v4.0', 'cohere', 'embedding', 0.12],
  ])('%s of another provider is %s’s, for %s, at %d dollars a million', (model, provider, mode, dollars) => {
    const facts = modelFacts(model)
    expect(facts).toMatchObject({ provider, mode })
    expect((facts?.inputCostPerToken ?? 0) * 1e6).toBeCloseTo(dollars, 6)
  })

  test.each([
    ['gpt-4o', 128_000, 16_384],
    ['gpt-4o-mini', 128_000, 16_384],
    ['gpt-4.1', 1_047_576, 32_768],
    ['o3-mini', 200_000, 100_000],
    ['claude-opus-4-20250514', 200_000, 32_000],
    ['apac.anthropic.claude-opus-4-1-20250805-v1:0', 200_000, 32_000],
    ['claude-opus-4-5-20251101', 200_000, 64_000],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 200_000, 64_000],
    ['claude-sonnet-4-6', 1_000_000, 128_000],
    ['us.amazon.nova-pro-v1:0', 300_000, 10_000],
    ['gemini/gemini-2.5-flash', 1_048_576, 65_535],
  ])('%s takes %d and gives %d tokens', (model, maxInputTokens, maxOutputTokens) => {
    expect(modelFacts(model)).toMatchObject({ maxInputTokens, maxOutputTokens })
  })

  test('embeddings are not chat', () => {
    expect(modelFacts('openai/text-embedding-3-small')).toMatchObject({
      mode: 'embedding',
      inputCostPerToken: 2e-8,
    })
  })

  test('of unknown models and impossible ids nothing is known', () => {
    expect(modelFacts('our-own-model')).toBeNull()
    expect(modelFacts('eu.anthropic.anthropic.claude-opus-4-20250514-v1:0')).toBeNull()
  })

  test('every Claude and GPT of the price list has limits', () => {
    const current = priceList.filter((price) => /^(claude-[^i]|gpt-)/.test(price.modelName))
    for (const { modelName } of current) {
      expect(modelFacts(modelName)?.maxInputTokens, modelName).toBeGreaterThan(0)
    }
  })
})
