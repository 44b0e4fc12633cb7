import { expect, test } from 'vitest'
import { createAssembler } from './assemble.ts'
import type { ChatChunk } from './chunk.ts'

const context = { warnings: ['w'], upstreamHeaders: {} }

function assemble(...chunks: ChatChunk[]) {
  const assembler = createAssembler()
  for (const chunk of chunks) assembler.add(chunk)
  return assembler.result(context)
}

test('text, reasoning with signatures and tool calls in the order of the answer', () => {
  const result = assemble(
    { type: 'start', id: 'i', model: 'm', created: 1, providerFields: { a: 1 } },
    { type: 'reasoning', text: 'one ' },
    { type: 'reasoning', text: 'two' },
    { type: 'reasoning_signature', signature: 's1' },
    { type: 'reasoning', text: 'three' },
    { type: 'redacted_reasoning', data: 'zz' },
    { type: 'text', text: 'a' },
    { type: 'text', text: 'b' },
    { type: 'tool_call_start', tool: 0, id: 't0', name: 'f' },
    { type: 'tool_call_start', tool: 1, id: 't1', name: 'g' },
    { type: 'tool_call_delta', tool: 0, arguments: '{' },
    { type: 'tool_call_delta', tool: 1, arguments: '{}' },
    { type: 'tool_call_delta', tool: 0, arguments: '}' },
    { type: 'provider_fields', fields: { b: 2 } },
    { type: 'finish', reason: 'tool_calls', upstreamReason: 'tool_use' },
  )
  expect(result).toEqual({
    id: 'i',
    model: 'm',
    created: 1,
    providerFields: { a: 1, b: 2 },
    choices: [
      {
        index: 0,
        content: [
          { type: 'reasoning', text: 'one two', signature: 's1' },
          { type: 'reasoning', text: 'three' },
          { type: 'redacted_reasoning', data: 'zz' },
          { type: 'text', text: 'ab' },
          { type: 'tool_call', id: 't0', name: 'f', arguments: '{}' },
          { type: 'tool_call', id: 't1', name: 'g', arguments: '{}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'tool_use',
      },
    ],
    ...context,
  })
})

test('choices are told apart and sorted; the last usage counts', () => {
  const usage = { inputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1, totalTokens: 2 }
  const result = assemble(
    { type: 'text', choice: 1, text: 'b', logprobs: { content: [1] } },
    { type: 'usage', usage },
    { type: 'text', text: 'a' },
    { type: 'text', choice: 1, text: 'c', logprobs: { content: [2] } },
    { type: 'refusal', text: 'no' },
    { type: 'finish', choice: 1, reason: 'length', stopSequence: 'x' },
    { type: 'usage', usage: { ...usage, outputTokens: 5, totalTokens: 6 } },
  )
  expect(result.choices).toEqual([
    { index: 0, content: [{ type: 'text', text: 'a' }], refusal: 'no', finishReason: 'stop' },
    {
      index: 1,
      content: [{ type: 'text', text: 'bc' }],
      finishReason: 'length',
      stopSequence: 'x',
      logprobs: { content: [1, 2] },
    },
  ])
  expect(result.usage?.outputTokens).toBe(5)
})

test('an answer without anything is one empty choice', () => {
  expect(assemble().choices).toEqual([{ index: 0, content: [], finishReason: 'stop' }])
})
