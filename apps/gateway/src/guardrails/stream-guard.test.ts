import type { ChatChunk, ChatStream } from '@kansoku/providers'
import type { Guardrail, GuardrailRule } from '@kansoku/routing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallGuards } from './call-guards.ts'
import { toRunnable } from './runnable.ts'
import { guardStream } from './stream-guard.ts'

const nobody = {
  apply: () => Promise.reject(new Error('nobody is asked')),
}

function guardsWith(rule: GuardrailRule): CallGuards {
  const guardrail: Guardrail = { name: 'g', type: 't', modes: new Set(['post_call']), byDefault: true, rule }
  return new CallGuards([toRunnable(guardrail, nobody)], { body: {}, promptFields: {} }, () => 0)
}

function streamOf(batches: readonly (readonly ChatChunk[])[]): ChatStream {
  return {
    warnings: [],
    upstreamHeaders: {},
    cancel: () => undefined,
    async *[Symbol.asyncIterator]() {
      yield* batches
    },
  }
}

async function collect(guards: CallGuards, batches: readonly (readonly ChatChunk[])[]) {
  const told: ChatChunk[] = []
  let error: unknown
  try {
    for await (const batch of guardStream(guards, streamOf(batches), () => 0)) told.push(...batch)
  } catch (thrown) {
    error = thrown
  }
  const text = told.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('')
  return { told, text, error }
}

/** A text cut anywhere, each piece in a batch of its own. */
const cut = (text: string) =>
  fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 30 }).map((places) => {
    const ends = [...places, text.length].sort((a, b) => a - b)
    return ends.map((end, index) => [{ type: 'text' as const, text: text.slice(ends[index - 1] ?? 0, end) }])
  })

const filler = 'いくつかの言葉と some words. '.repeat(12)
const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBg\n'.repeat(40)}-----END PRIVATE KEY-----`

test('wherever a stream is cut, what is masked is masked whole', async () => {
  const text = `${filler}${key}${filler} password=hunter2hunter2 ${filler}`
  const masked = `${filler}[REDACTED]${filler} password=[REDACTED] ${filler}`
  await fc.assert(
    fc.asyncProperty(cut(text), async (batches) => {
      const guards = guardsWith({ kind: 'secrets' })
      expect((await collect(guards, batches)).text).toBe(masked)
    }),
    { numRuns: 60 },
  )
})

test('wherever a stream is cut, nothing of what is refused is told, and what is fine before it may be', async () => {
  const rule: GuardrailRule = {
    kind: 'content-filter',
    words: [{ word: '社外秘', action: 'block' }],
    patterns: [],
  }
  const text = `${filler}社外秘${filler}`
  await fc.assert(
    fc.asyncProperty(cut(text), async (batches) => {
      const { text: told, error } = await collect(guardsWith(rule), batches)
      expect(error).toMatchObject({ name: 'ProviderError', message: expect.stringContaining('Guardrail: g') })
      expect(filler.startsWith(told)).toBe(true)
    }),
    { numRuns: 60 },
  )
  const { text: told } = await collect(guardsWith(rule), [
    [{ type: 'text', text: filler }],
    [{ type: 'text', text: '社外秘' }],
  ])
  expect(told.length).toBe(filler.length - 128)
})

test('arguments of tools are told once they are whole, and words before what follows them', async () => {
  const guards = guardsWith({
    kind: 'personal-data',
    actions: new Map([['EMAIL_ADDRESS', 'mask']]),
    unmask: false,
  })
  const { told } = await collect(guards, [
    [
      { type: 'text', text: 'to a@exam' },
      { type: 'text', text: 'ple.com', logprobs: { content: [] } },
      { type: 'tool_call_start', tool: 0, id: 'c', name: 'send' },
      { type: 'tool_call_delta', tool: 0, arguments: '{"to":"b@exam' },
    ],
    [
      { type: 'tool_call_delta', tool: 0, arguments: 'ple.com"}' },
      { type: 'finish', reason: 'tool_calls' },
    ],
  ])
  expect(told).toEqual([
    { type: 'text', text: 'to <EMAIL_ADDRESS>' },
    { type: 'tool_call_start', tool: 0, id: 'c', name: 'send' },
    { type: 'tool_call_delta', tool: 0, arguments: '{"to":"<EMAIL_ADDRESS>"}' },
    { type: 'finish', reason: 'tool_calls' },
  ])
})

test('a signature is not told of reasoning that was changed', async () => {
  const guards = guardsWith({ kind: 'secrets' })
  const { told } = await collect(guards, [
    [
      { type: 'reasoning', text: 'The key is AKIAIOSFODNN7EXAMPLE' },
      { type: 'reasoning_signature', signature: 's' },
      { type: 'text', text: 'ok' },
    ],
  ])
  expect(told).toEqual([
    { type: 'reasoning', text: 'The key is [REDACTED]' },
    { type: 'text', text: 'ok' },
  ])
})

test('fields of a vendor between words leave these whole, and are looked at themselves', async () => {
  const guards = guardsWith({
    kind: 'personal-data',
    actions: new Map([['EMAIL_ADDRESS', 'mask']]),
    unmask: false,
  })
  const { told, text } = await collect(guards, [
    [{ type: 'start', id: 'a', providerFields: { citations: ['by a@example.com'] } }],
    [{ type: 'text', text: 'to b@exam' }],
    [
      {
        type: 'provider_fields',
        fields: { annotations: [{ title: 'by c@example.com' }], service_tier: 'x' },
      },
    ],
    [{ type: 'text', text: 'ple.com' }],
    [{ type: 'finish', reason: 'stop' }],
  ])
  expect(text).toBe('to <EMAIL_ADDRESS>')
  expect(told).toEqual([
    { type: 'start', id: 'a', providerFields: { citations: ['by <EMAIL_ADDRESS>'] } },
    {
      type: 'provider_fields',
      fields: { annotations: [{ title: 'by <EMAIL_ADDRESS>' }], service_tier: 'x' },
    },
    { type: 'text', text: 'to <EMAIL_ADDRESS>' },
    { type: 'finish', reason: 'stop' },
  ])
  expect(guards.decisions).toMatchObject([{ verdict: 'masked', found: { EMAIL_ADDRESS: 3 } }])
})

test('a word that may not be told refuses a stream in a field of the vendor, too', async () => {
  const words = [{ word: '社外秘', action: 'block' as const }]
  const { told, error } = await collect(guardsWith({ kind: 'content-filter', words, patterns: [] }), [
    [{ type: 'provider_fields', fields: { search_results: [{ snippet: '社外秘' }] } }],
  ])
  expect(error).toMatchObject({ name: 'ProviderError' })
  expect(told).toEqual([])
})

test('who is asked elsewhere is asked once of what a field says again and again', async () => {
  const asked: string[] = []
  const rule: GuardrailRule = {
    ...{ kind: 'bedrock', id: 'g', version: '1', target: {}, latestOnly: false, timeoutSeconds: 1 },
    ...{ masksPrompt: false, masksAnswer: true, failOpen: false },
  }
  const guardrail: Guardrail = { name: 'g', type: 't', modes: new Set(['post_call']), byDefault: true, rule }
  const apply = async ({ texts }: { readonly texts: readonly string[] }) => {
    asked.push(...texts)
    const outputs = texts.map((text) => text.replace('secret', '{X}'))
    return { intervened: outputs.join() !== texts.join(), blocked: false, outputs, found: {} }
  }
  const guards = new CallGuards([toRunnable(guardrail, { apply })], { body: {}, promptFields: {} }, () => 0)
  const fields = { content_filter_results: { hate: { severity: 'safe' } }, note: 'a secret' }
  const { told } = await collect(guards, [
    [{ type: 'provider_fields', fields }],
    [{ type: 'provider_fields', fields }],
  ])
  expect(asked).toEqual(['safe', 'a secret'])
  expect(told).toEqual(Array(2).fill({ type: 'provider_fields', fields: { ...fields, note: 'a {X}' } }))
})
