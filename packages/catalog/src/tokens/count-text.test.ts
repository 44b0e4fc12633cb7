import { describe, expect, test } from 'vitest'
import { findModelPrice } from '../prices/find-model-price.ts'
import { bounded } from './bounded.ts'
import { countText } from './count-text.ts'
import { loadEncoding } from './encoding.ts'
import { type Tokenizer, tokenizerOf } from './tokenizer.ts'

async function countFor(tokenizer: Tokenizer | null, text: string) {
  if (!tokenizer) throw new Error('no tokenizer')
  return countText(text, tokenizer, bounded(await loadEncoding(tokenizer.encoding)))
}

const tokenizerFor = (model: string) => {
  const { price } = findModelPrice(model)
  return price && tokenizerOf(price)
}

describe('texts', () => {
  // What OpenAI's tiktoken and Anthropic's tokenizer say of them.
  test.each([
    ['gpt-4o', 'Hello, World!', 4],
    ['gpt-4o', 'tiktoken is great!', 6],
    ['gpt-4o', 'お誕生日おめでとう', 8],
    ['gpt-4', 'tiktoken is great!', 6],
    ['gpt-4', 'お誕生日おめでとう', 9],
    ['gpt-3.5-turbo', 'antidisestablishmentarianism', 6],
    ['text-embedding-3-small', 'antidisestablishmentarianism', 6],
    ['text-davinci-003', 'お誕生日おめでとう', 14],
    ['claude-3-haiku-20240307', 'hello world!', 3],
    ['claude-sonnet-4-5-20250929', '™', 1],
    ['claude-3-haiku-20240307', 'ϰ', 1],
    ['gpt-4o', '', 0],
    ['gpt-4o', 'an <|endoftext|> in a text', 11],
    ['gpt-4o', '{ not json', 3],
  ])('for %s %j has %i tokens', async (model, text, tokens) => {
    expect(await countFor(tokenizerFor(model), text)).toBe(tokens)
  })

  test('a JSON text counts as its content, other JSON as its shortest form', async () => {
    const tokenizer = tokenizerFor('gpt-4o')
    expect(await countFor(tokenizer, '"Hello, World!"')).toBe(4)
    expect(await countFor(tokenizer, '{ "a":  [1, 2] }')).toBe(await countFor(tokenizer, '{"a":[1,2]}'))
  })

  test.each(['[]', 'null'])('%s holds nothing', async (text) => {
    expect(await countFor(tokenizerFor('gpt-4o'), text)).toBeNull()
  })
})

describe('chat messages', () => {
  // The example of OpenAI's cookbook, whose figures its API confirms.
  const messages = JSON.stringify(
    [
      [
        'system',
        'You are a helpful, pattern-following assistant that translates corporate jargon into plain English.',
      ],
      ['system', 'New synergies will help drive top-line growth.', 'example_user'],
      ['system', 'Things working well together will increase revenue.', 'example_assistant'],
      [
        'system',
        "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
        'example_user',
      ],
      ['system', "Let's talk later when we're less busy about how to do better.", 'example_assistant'],
      ['user', "This late pivot means we don't have time to boil the ocean for the client deliverable."],
    ].map(([role, content, name]) => ({ role, content, ...(name && { name }) })),
  )

  test.each([
    ['gpt-3.5-turbo', 129],
    ['gpt-4', 129],
    ['gpt-4o', 124],
  ])('for %s are counted as its API counts them', async (model, tokens) => {
    expect(await countFor(tokenizerFor(model), messages)).toBe(tokens)
  })

  test('hold what the configuration says, and their tools', async () => {
    const config = { tokenizerModel: 'gpt-4o', tokensPerMessage: 10, tokensPerName: 100 }
    const tokenizer = tokenizerOf({ ...customModel, tokenizerConfig: config })
    const count = (message: object) => countFor(tokenizer, JSON.stringify([message]))
    expect(await count({ role: 'user', content: 'hello' })).toBe(3 + 10 + 2)
    expect(await count({ role: 'user', content: 'hello', name: 'joe' })).toBe(3 + 10 + 2 + 100 + 1)
    const call = { tool_calls: [{ function: { name: 'f' } }] }
    expect(await count({ role: 'user', content: 'hello', ...call })).toBeGreaterThan(3 + 10 + 2)
    expect(await count({ role: 'user', content: 'hello', id: 'not sent to models' })).toBe(3 + 10 + 2)
  })
})

const customModel = { id: 'm', modelName: 'm', matchPattern: 'm', pricingTiers: [], tokenizerId: 'openai' }

test.each([
  [{ tokenizerId: null }],
  [{ tokenizerId: 'unknown' }],
  [{ tokenizerConfig: null }],
  [{ tokenizerConfig: 'gpt-4o' }],
  [{ tokenizerConfig: { tokenizerModel: 'gpt-4onions' } }],
  [{ tokenizerConfig: { tokenizerModel: 7 } }],
])('there is no tokenizer by %j', (definition) => {
  expect(tokenizerOf({ ...customModel, ...definition })).toBeNull()
})

describe('long texts', () => {
  test('of a million characters are counted exactly', async () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. '
    const tokens = await countFor(tokenizerFor('gpt-4o'), sentence.repeat(20_000))
    expect(tokens).toBe(20_000 * 10 + 1)
  })

  test('of ten million are estimated within two percent', async () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. '
    const tokens = await countFor(tokenizerFor('gpt-4o'), sentence.repeat(222_222))
    expect(Math.abs((tokens ?? 0) / 2_222_220 - 1)).toBeLessThan(0.02)
  })

  test.each([' ', 'a', '漢', '7', '=', '\u0301'])('that repeat %j cost no more than others', async (sign) => {
    let longest = 0
    const count = bounded((text) => {
      for (const [run] of text.matchAll(/\s+|[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{N}]+/gu)) {
        longest = Math.max(longest, run.length)
      }
      return text.length
    })
    expect(count(`start ${sign.repeat(100_000)} end`)).toBe(100_010)
    expect(longest).toBeLessThanOrEqual(501)
  })

  test('files inside of them do not count', async () => {
    const image = (bytes: number) => `[{"url":"data:image/png;base64,${'iVBORw0K'.repeat(bytes / 8)}"}]`
    const tokenizer = tokenizerFor('gpt-4o')
    expect(await countFor(tokenizer, image(80_000))).toBe(await countFor(tokenizer, image(0)))
  })
})
