import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createAnthropicAdapter } from '../anthropic/adapter.ts'
import type { OwnRequest } from '../spec/adapter.ts'
import { testPorts } from '../testing/ports.ts'
import { anthropicTarget } from '../testing/requests.ts'
import { startUpstream } from '../testing/upstream.ts'
import { passThrough } from './pass-through.ts'
import { createTransport } from './transport.ts'

const adapter = createAnthropicAdapter(testPorts())

async function pass(url: string, path = '/v1/messages') {
  const own = adapter.passThrough
  if (!own) throw new Error('Anthropic is passed through')
  const request: OwnRequest = {
    method: 'POST',
    path,
    query: '',
    headers: {},
    body: Buffer.from('{}'),
    fields: {},
  }
  const transport = createTransport()
  const target = anthropicTarget({ params: { api_base: url, api_key: 'k' } })
  const answer = await passThrough(transport, { adapter, target, call: own.read(request), limits: {} })
  const pieces: Uint8Array[] = []
  for (let read = await answer.read(); read; read = await answer.read()) pieces.push(...read)
  await transport[Symbol.asyncDispose]()
  return { answer, body: Buffer.concat(pieces) }
}

const usage = { input_tokens: 1, output_tokens: 2 }
const message = JSON.stringify({ type: 'message', content: [{ type: 'text', text: 'hi' }], usage })

test('what passes is read on its way, and what cannot be read passes all the same', async () => {
  await using upstream = await startUpstream((response) => void response.end(message))
  const { answer, body } = await pass(upstream.url)
  expect(body.toString()).toBe(message)
  expect(answer.understood().result.usage).toMatchObject({ inputTokens: 1, outputTokens: 2 })
  await using other = await startUpstream((response) => void response.end('{"content":'))
  const broken = await pass(other.url)
  expect(broken.body.toString()).toBe('{"content":')
  expect(broken.answer.understood().error).toMatchObject({ errorClass: 'bad_gateway' })
})

test('what is packed though nobody asked for it passes unread', async () => {
  const packed = gzipSync(message)
  await using upstream = await startUpstream(
    (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
  )
  const { answer, body } = await pass(upstream.url)
  expect(body.equals(packed)).toBe(true)
  expect(answer.understood()).toEqual({ result: expect.objectContaining({ choices: [] }) })
})

test('a stream that is cut off is told after all of it has passed', async () => {
  const events =
    'event: message_start\ndata: {"type":"message_start","message":{"usage":{"input_tokens":3}}}\n\n'
  await using upstream = await startUpstream(
    (response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events),
  )
  const { answer, body } = await pass(upstream.url)
  expect(body.toString()).toBe(events)
  expect(answer.understood().error).toMatchObject({ errorClass: 'api_connection' })
})

test('a refusal passes with its status and is classified', async () => {
  await using upstream = await startUpstream(
    (response) => void response.writeHead(429, { 'x-own': 'kept' }).end('slow down'),
  )
  const { answer, body } = await pass(upstream.url)
  expect(answer).toMatchObject({
    status: 429,
    headers: { 'x-own': 'kept' },
    error: { errorClass: 'rate_limit' },
  })
  expect(body.toString()).toBe('slow down')
})
