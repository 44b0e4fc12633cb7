import OpenAI from 'openai'
import { expect, test } from 'vitest'
import type { ModelBrain } from '../models/conversation.ts'
import { startOpenAiEmulator } from './openai-emulator.ts'

const ask = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'こんにちは' }] }
const client = (url: string, apiKey = 'sk-emulator') =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 })

test('the official client completes and streams a chat, with usage at the end', async () => {
  await using emulator = await startOpenAiEmulator()
  const completion = await client(emulator.url).chat.completions.create(ask)
  expect(completion.choices[0]?.message.content).toBe('You said: こんにちは')
  const stream = await client(emulator.url).chat.completions.create({
    ...ask,
    stream: true,
    stream_options: { include_usage: true },
  })
  const chunks = await Array.fromAsync(stream)
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('You said: こんにちは')
  expect(chunks.at(-1)?.usage).toEqual(completion.usage)
  expect(emulator.requests).toHaveLength(2)
})

test('tool calls come in pieces that the official client puts together', async () => {
  const brain: ModelBrain = () => ({
    text: 'Let me look.',
    toolCalls: [
      { id: 'call_1', name: 'read_file', input: { path: 'src/観測.ts' } },
      { id: 'call_2', name: 'list_files', input: {} },
    ],
  })
  await using emulator = await startOpenAiEmulator({ brain })
  const final = await client(emulator.url).chat.completions.stream(ask).finalChatCompletion()
  expect(final.choices[0]?.finish_reason).toBe('tool_calls')
  expect(
    final.choices[0]?.message.tool_calls?.map((call) => ('function' in call ? call.function.arguments : '')),
  ).toEqual(['{"path":"src/観測.ts"}', '{}'])
})

test('refuses a wrong key and plays the faults that were planned, each as often as asked', async () => {
  await using emulator = await startOpenAiEmulator()
  await expect(client(emulator.url, 'sk-wrong').chat.completions.create(ask)).rejects.toMatchObject({
    status: 401,
  })
  emulator.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '1' } }).add({ kind: 'reset' })
  await expect(client(emulator.url).chat.completions.create(ask)).rejects.toMatchObject({ status: 429 })
  await expect(client(emulator.url).chat.completions.create(ask)).rejects.toBeInstanceOf(
    OpenAI.APIConnectionError,
  )
  emulator.faults.add({ kind: 'error-in-stream', afterChunks: 2 }, { model: 'gpt-4o-mini' })
  const stream = await client(emulator.url).chat.completions.create({ ...ask, stream: true })
  await expect(Array.fromAsync(stream)).rejects.toThrow()
  expect((await client(emulator.url).chat.completions.create(ask)).choices).toHaveLength(1)
})
