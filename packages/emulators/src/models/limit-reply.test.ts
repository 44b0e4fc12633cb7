import { expect, test } from 'vitest'
import { estimateTokens } from './conversation.ts'
import { limitReply } from './limit-reply.ts'

const reply = { text: 'one two three four five six', toolCalls: [{ id: 'c', name: 'read_file', input: {} }] }

test('a reply within its limits stays whole', () => {
  expect(limitReply(reply, { maxTokens: 100, stop: ['seven'] })).toBe(reply)
})

test('the first stop sequence and the token limit end it', () => {
  expect(limitReply(reply, { stop: ['five', 'three'] })).toEqual({
    text: 'one two ',
    toolCalls: [],
    cut: 'stop_sequence',
  })
  const cut = limitReply(reply, { maxTokens: 3 })
  expect([cut.text, cut.cut, estimateTokens(cut.text)]).toEqual(['one two thre', 'max_tokens', 3])
})
