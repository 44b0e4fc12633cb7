import type { ChatResult } from '@kansoku/providers'
import { expect, test } from 'vitest'
import { readAnswer, writeAnswer } from './stored-answer.ts'

const usage = { inputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1, totalTokens: 2 }
const result: ChatResult = {
  choices: [
    {
      index: 0,
      content: [
        { type: 'reasoning', text: 'why' },
        { type: 'redacted_reasoning', data: 'zz' },
        { type: 'text', text: 'because' },
        { type: 'tool_call', id: 'c', name: 'f', arguments: '{}' },
      ],
      finishReason: 'tool_calls',
    },
  ],
  usage,
  warnings: ['w'],
  upstreamHeaders: {},
}
const answer = { keptAt: 1, deploymentId: 'd', group: 'g', result }

test('an answer is read as it was written; headers of its provider stay away', () => {
  const kept = { ...answer, result: { ...result, upstreamHeaders: { 'set-cookie': 'secret' } } }
  expect(readAnswer(writeAnswer(kept))).toEqual(answer)
  const vectors = { ...answer, result: { ...result, choices: [], vectors: [[0.5]] } }
  expect(readAnswer(writeAnswer(vectors))).toEqual(vectors)
})

test.each([
  'null',
  'text',
  '{}',
  JSON.stringify({ ...answer, group: {} }),
  ...[
    { choices: [null] },
    { choices: [{ index: 0, finishReason: 'stop' }] },
    { choices: [{ index: 0, finishReason: 'stop', content: [{ type: 'text' }] }] },
    { choices: [{ index: 0, finishReason: 'stop', content: [{ type: 'of a later version', text: 'x' }] }] },
    { usage: { totalTokens: 2 } },
    { vectors: 'none' },
    { warnings: null },
  ].map((other) => JSON.stringify({ ...answer, result: { ...result, ...other } })),
])('%s is no answer', (text) => {
  expect(readAnswer(text)).toBeUndefined()
})
