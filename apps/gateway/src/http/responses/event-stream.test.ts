import { type ChatChunk, createAssembler } from '@kansoku/providers'
import { expect, test } from 'vitest'
import { createEventWriter } from './event-stream.ts'
import { parseInput } from './parse-input.ts'
import { toResponse } from './response.ts'
import { createResponseStore } from './response-store.ts'

const head = { id: 'resp_ab', created: 1, model: 'm' }
const resultOf = (chunks: readonly ChatChunk[]) => {
  const assembler = createAssembler()
  for (const chunk of chunks) assembler.add(chunk)
  return assembler.result({ warnings: [], upstreamHeaders: {} })
}

const everything: ChatChunk[] = [
  { type: 'reasoning', text: 'h' },
  { type: 'reasoning', text: 'm' },
  { type: 'reasoning_signature', signature: 'sig' },
  { type: 'redacted_reasoning', data: 'zz' },
  { type: 'text', text: '観' },
  { type: 'text', text: '' },
  { type: 'text', text: '測' },
  { type: 'tool_call_start', tool: 0, id: 'a', name: 'f' },
  { type: 'tool_call_start', tool: 1, id: 'b', name: 'g' },
  { type: 'tool_call_delta', tool: 0, arguments: '{"x":' },
  { type: 'tool_call_delta', tool: 1, arguments: '{}' },
  { type: 'tool_call_delta', tool: 0, arguments: '1}' },
  { type: 'refusal', text: 'no' },
  { type: 'finish', reason: 'tool_calls' },
]

test('the items of a stream are, each at its end, those of the whole response', () => {
  const writer = createEventWriter(head, {})
  const text = everything.map((chunk) => writer.format([chunk])).join('') + writer.end(resultOf(everything))
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''))
  const done = events.filter(({ type }) => type === 'response.output_item.done')
  const { output } = toResponse(resultOf(everything), head, {})
  const sorted = done.toSorted((a, b) => a.output_index - b.output_index)
  expect(sorted.map(({ item }) => item)).toEqual(output)
  expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { output } })
  const added = events.filter(({ type }) => type === 'response.output_item.added')
  expect(added.map(({ item }) => item.id)).toEqual(output.map(({ id }) => id))
  expect(output.map(({ type }) => type)).toEqual([
    'reasoning',
    'reasoning',
    'message',
    'function_call',
    'function_call',
    'message',
  ])
})

test('given back, the items are the turn that the model made, its signed reasoning included', () => {
  const chunks = everything.filter(({ type }) => type !== 'refusal')
  const { output } = toResponse(resultOf(chunks), head, {})
  expect(parseInput(output)).toEqual([{ role: 'assistant', content: resultOf(chunks).choices[0]?.content }])
})

test('reasoning that was sealed elsewhere is read by its summary', () => {
  const item = { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'hm' }] }
  const expected = [{ role: 'assistant', content: [{ type: 'reasoning', text: 'hm' }] }]
  expect(parseInput([{ ...item, encrypted_content: 'gAAAA' }])).toEqual(expected)
  expect(parseInput([{ ...item, summary: [] }])).toEqual([])
})

test('the store forgets the oldest beyond its bounds', () => {
  const master = { key: undefined, keyHash: 'master' }
  const store = createResponseStore({ entries: 2 }).of(master)
  const keep = (id: string, body: Record<string, unknown> = {}) =>
    store.keep(toResponse(resultOf([]), { ...head, id }, body), { input: 'x', ...body })
  for (const id of ['resp_1', 'resp_2', 'resp_3']) keep(id)
  expect(store.find('resp_1')).toBeUndefined()
  keep('resp_4', { previous_response_id: 'resp_3' })
  expect(store.find('resp_4')?.history).toHaveLength(1)
  const small = createResponseStore({ characters: 10 }).of(master)
  small.keep(toResponse(resultOf([]), head, {}), { input: 'x' })
  expect(small.find(head.id)).toBeUndefined()
})
