import type { ChatChunk } from '@kansoku/providers'
import { createAssembler } from '@kansoku/providers'
import { expect, test } from 'vitest'
import { createEventWriter } from './event-stream.ts'

const head = { id: 'msg_1', created: 1, model: 'm' }
const usage = { inputTokens: 3, cacheReadTokens: 2, cacheWriteTokens: 1, outputTokens: 4, totalTokens: 10 }

function write(...batches: ChatChunk[][]) {
  const writer = createEventWriter(head)
  const assembler = createAssembler()
  for (const chunk of batches.flat()) assembler.add(chunk)
  const formatted = batches.map((batch) => writer.format(batch)).join('')
  const ended = writer.end(assembler.result({ warnings: [], upstreamHeaders: {} }))
  return {
    formatted,
    events: [...(formatted + ended).matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '')),
  }
}
const short = ({ type, index, content_block, delta }: Record<string, unknown>) =>
  [type, index, content_block ?? delta].filter((value) => value !== undefined)

test('each block begins, goes on and ends before the next, whatever the order of the chunks', () => {
  const { events } = write(
    [{ type: 'start' }, { type: 'reasoning', text: 'hm' }],
    [{ type: 'reasoning_signature', signature: 'sig' }],
    [
      { type: 'reasoning', text: 'more' },
      { type: 'redacted_reasoning', data: 'zz' },
    ],
    [
      { type: 'text', text: '' },
      { type: 'text', choice: 1, text: 'another answer' },
      { type: 'text', text: '観測' },
    ],
    [{ type: 'tool_call_start', tool: 0, id: 'a', name: 'f' }],
    [{ type: 'tool_call_delta', tool: 0, arguments: '{}' }],
    [
      { type: 'refusal', text: 'no' },
      { type: 'finish', reason: 'content_filter' },
      { type: 'usage', usage },
    ],
  )
  const thinking = { type: 'thinking', thinking: '', signature: '' }
  expect(events.map(short)).toEqual([
    ['message_start'],
    ['ping'],
    ['content_block_start', 0, thinking],
    ['content_block_delta', 0, { type: 'thinking_delta', thinking: 'hm' }],
    ['content_block_delta', 0, { type: 'signature_delta', signature: 'sig' }],
    ['content_block_stop', 0],
    ['content_block_start', 1, thinking],
    ['content_block_delta', 1, { type: 'thinking_delta', thinking: 'more' }],
    ['content_block_stop', 1],
    ['content_block_start', 2, { type: 'redacted_thinking', data: 'zz' }],
    ['content_block_stop', 2],
    ['content_block_start', 3, { type: 'text', text: '' }],
    ['content_block_delta', 3, { type: 'text_delta', text: '観測' }],
    ['content_block_stop', 3],
    ['content_block_start', 4, { type: 'tool_use', id: 'a', name: 'f', input: {} }],
    ['content_block_delta', 4, { type: 'input_json_delta', partial_json: '{}' }],
    ['content_block_stop', 4],
    ['content_block_start', 5, { type: 'text', text: '' }],
    ['content_block_delta', 5, { type: 'text_delta', text: 'no' }],
    ['content_block_stop', 5],
    ['message_delta', { stop_reason: 'refusal', stop_sequence: null }],
    ['message_stop'],
  ])
  expect(events.at(-2)?.usage).toMatchObject({
    input_tokens: 3,
    cache_read_input_tokens: 2,
    cache_creation_input_tokens: 1,
    output_tokens: 4,
  })
})

test('an answer without anything is a whole message all the same', () => {
  const { events } = write()
  expect(events.map(({ type }) => type)).toEqual(['message_start', 'ping', 'message_delta', 'message_stop'])
})

test('events of this dialect go on as they came but for the model; the last is held back', () => {
  const original = (body: Record<string, unknown>): ChatChunk => ({
    type: 'original',
    original: { dialect: 'anthropic', body },
  })
  const start = { type: 'message_start', message: { id: 'msg_theirs', model: 'claude-x', new_field: 1 } }
  const { formatted, events } = write(
    [original(start), { type: 'start', id: 'msg_theirs' }],
    [original({ type: 'something_new', a: 1 }), { type: 'text', text: 'x' }],
    [original({ type: 'message_stop' })],
  )
  expect(formatted).not.toContain('message_stop')
  expect(events).toEqual([
    { type: 'message_start', message: { ...start.message, model: 'm' } },
    { type: 'something_new', a: 1 },
    { type: 'message_stop' },
  ])
})

test.each([
  [{ reason: 'stop', stopSequence: '</x>' }, 'stop_sequence', '</x>'],
  [{ reason: 'stop', upstreamReason: 'stop_sequence' }, 'stop_sequence', null],
  [{ reason: 'stop', upstreamReason: 'tool_use' }, 'end_turn', null],
  [
    { reason: 'length', upstreamReason: 'model_context_window_exceeded' },
    'model_context_window_exceeded',
    null,
  ],
  [{ reason: 'length' }, 'max_tokens', null],
  [{ reason: 'tool_calls', upstreamReason: 'tool_calls' }, 'tool_use', null],
] as const)('%j ends a message by %s', (finish, stop_reason, stop_sequence) => {
  const { events } = write([{ type: 'finish', ...finish }])
  expect(events.at(-2)?.delta).toEqual({ stop_reason, stop_sequence })
})
