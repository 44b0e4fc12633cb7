import { type ChatChunk, createAssembler } from '@kansoku/providers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toAnswerMessage } from './completion.ts'
import { createEventWriter } from './event-stream.ts'

const head = { id: 'chatcmpl-1', created: 1, model: 'my "model"' }

interface Chunk {
  readonly choices: readonly {
    readonly delta: {
      readonly role?: string
      readonly content?: string
      readonly reasoning_content?: string
      readonly tool_calls?: readonly {
        readonly index: number
        readonly id?: string
        readonly function: { readonly name?: string; readonly arguments: string }
      }[]
    }
    readonly finish_reason: string | null
  }[]
}

function read(text: string): Chunk[] {
  return text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.replace(/^data: /, '')) as Chunk)
}

const text = fc.string({ unit: 'grapheme', minLength: 1 })
const content = fc.oneof(
  text.map((value): ChatChunk[] => [{ type: 'text', text: value }]),
  text.map((value): ChatChunk[] => [
    { type: 'reasoning', text: value },
    { type: 'reasoning_signature', signature: 'signed' },
  ]),
)
const tool = fc.record({ name: text, pieces: fc.array(text, { maxLength: 3 }) })

test('whatever a model streams, a client that joins the deltas has the same message as without streaming', () => {
  fc.assert(
    fc.property(fc.array(content), fc.array(tool, { maxLength: 3 }), fc.nat(5), (parts, tools, size) => {
      const chunks: ChatChunk[] = [
        ...parts.flat(),
        ...tools.flatMap(({ name, pieces }, index): ChatChunk[] => [
          { type: 'tool_call_start', tool: index, id: `call_${index}`, name },
          ...pieces.map((piece): ChatChunk => ({ type: 'tool_call_delta', tool: index, arguments: piece })),
        ]),
        { type: 'finish', reason: tools.length > 0 ? 'tool_calls' : 'stop' },
      ]
      const writer = createEventWriter(head)
      const assembler = createAssembler()
      let events = ''
      for (let start = 0; start < chunks.length; start += size + 1) {
        const batch = chunks.slice(start, start + size + 1)
        for (const chunk of batch) assembler.add(chunk)
        events += writer.format(batch)
      }
      const choices = read(events).flatMap((chunk) => chunk.choices)
      const [choice] = assembler.result({ warnings: [], upstreamHeaders: {} }).choices
      if (!choice) throw new Error('no choice')
      const message = toAnswerMessage(choice)
      const join = (pick: (delta: Chunk['choices'][number]['delta']) => string | undefined) =>
        choices.map(({ delta }) => pick(delta) ?? '').join('')
      expect(join((delta) => delta.content)).toBe(message.content ?? '')
      expect(join((delta) => delta.reasoning_content)).toBe(message.reasoning_content ?? '')
      const calls = tools.map((_, index) => ({
        name: choices
          .flatMap(({ delta }) => delta.tool_calls ?? [])
          .find((call) => call.index === index && call.id)?.function.name,
        arguments: choices
          .flatMap(({ delta }) => delta.tool_calls ?? [])
          .filter((call) => call.index === index)
          .map((call) => call.function.arguments)
          .join(''),
      }))
      expect(calls).toEqual((message.tool_calls ?? []).map((call) => call.function))
      expect(choices.filter(({ finish_reason }) => finish_reason !== null)).toHaveLength(1)
      expect(choices.at(-1)?.finish_reason).toBe(choice.finishReason)
      expect(choices.filter(({ delta }) => delta.role === 'assistant')).toEqual([choices[0]])
    }),
  )
})

test('the usage chunk has an empty list of choices', () => {
  const usage = { inputTokens: 1, cacheReadTokens: 2, cacheWriteTokens: 3, outputTokens: 4, totalTokens: 10 }
  expect(read(createEventWriter(head).formatUsage(usage))[0]).toEqual({
    ...head,
    object: 'chat.completion.chunk',
    choices: [],
    usage: {
      prompt_tokens: 6,
      completion_tokens: 4,
      total_tokens: 10,
      prompt_tokens_details: { cached_tokens: 2, cache_creation_tokens: 3 },
      cache_creation_input_tokens: 3,
      cache_read_input_tokens: 2,
    },
  })
})
