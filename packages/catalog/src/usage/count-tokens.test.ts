import { expect, test } from 'vitest'
import { countTokens } from './count-tokens.ts'

test.each([
  ['nothing', {}, [0, 0, 0, 0, 0]],
  ['a total alone', { total: 7 }, [0, 0, 0, 0, 7]],
  ['plain', { input: 10, output: 5, total: 15 }, [10, 5, 0, 0, 15]],
  ['without a total', { input: 10, output: 5 }, [10, 5, 0, 0, 15]],
  [
    'parts within the input (OpenAI, LiteLLM)',
    { input: 1000, output: 50, input_cached_tokens: 900, total: 1050 },
    [1000, 50, 900, 0, 1050],
  ],
  [
    'disjoint parts (Langfuse)',
    { input: 100, input_cached_tokens: 900, output: 50, output_reasoning_tokens: 20, total: 1070 },
    [1000, 70, 900, 0, 1070],
  ],
  [
    'disjoint parts (Anthropic)',
    {
      input_tokens: 20,
      output_tokens: 5,
      cache_creation_input_tokens: 15,
      cache_read_input_tokens: 30,
      total: 70,
    },
    [65, 5, 30, 15, 70],
  ],
  [
    'Gemini',
    { promptTokenCount: 8, candidatesTokenCount: 2, thoughts: 3, totalTokens: 13 },
    [8, 5, 0, 0, 13],
  ],
  ['names of other things', { images: 3, seconds: 4 }, [0, 0, 0, 0, 0]],
])('%s', (_name, usage, [input, output, cacheRead, cacheWrite, total]) => {
  expect(countTokens(usage)).toEqual({ input, output, cacheRead, cacheWrite, total })
})
