import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  basicAuth,
  initEnvironment,
  startTestServer,
  type TestServer,
} from '../../testing/start-test-server.ts'

// A busy machine takes its time to open an engine; nothing here is about speed.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ KANSOKU_OTLP_MAX_MB: '8' })
})
afterAll(() => server?.[Symbol.asyncDispose]())

type Bytes = Uint8Array<ArrayBuffer>

async function send(body: Bytes | object, headers: Record<string, string> = {}, path = 'traces') {
  const answer = await fetch(`${server.server.url}/api/public/otel/v1/${path}`, {
    method: 'POST',
    headers: { authorization: basicAuth, 'content-type': 'application/json', ...headers },
    body: body instanceof Uint8Array ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, type: answer.headers.get('content-type'), text }
}

const protobuf = { 'content-type': 'application/x-protobuf' }
const fixtures = join(import.meta.dirname, '../../../../../packages/ingest/fixtures')

/** The first trace request of a captured session of the Python SDK. */
function captured(fixture: string): Bytes {
  const line = readFileSync(join(fixtures, `${fixture}.jsonl`), 'utf8').split('\n', 1)[0] ?? ''
  const { bodyBase64 } = z.object({ bodyBase64: z.string() }).parse(JSON.parse(line))
  return Uint8Array.from(Buffer.from(bodyBase64, 'base64'))
}

function request(traceId: string, name = 'span') {
  const span = {
    traceId,
    spanId: traceId.slice(0, 16),
    name,
    startTimeUnixNano: '1795418148802000000',
    endTimeUnixNano: '1795418148803000000',
  }
  return { resourceSpans: [{ scopeSpans: [{ scope: { name: 'langfuse-sdk' }, spans: [span] }] }] }
}

async function spansOf(traceId: string): Promise<unknown[]> {
  await server.server.context.ingestion.settled()
  return server.server.context.analytics.query({
    name: 'test/spans',
    sql: 'SELECT name FROM observations FINAL WHERE trace_id = {traceId:String} ORDER BY start_time',
    params: { traceId },
    row: z.object({ name: z.string() }),
  })
}

const id = (digit: string) => digit.repeat(32)

describe('POST /api/public/otel/v1/traces', () => {
  test('takes JSON, and what it acknowledges is there', async () => {
    const answer = await send(request(id('a'), 'first'))
    expect(answer).toMatchObject({ status: 200, text: '{}', type: expect.stringContaining('json') })
    expect(await spansOf(id('a'))).toEqual([{ name: 'first' }])
  })

  test('is also where exporters look that know only the address of the server', async () => {
    const headers = { authorization: basicAuth, 'content-type': 'application/json' }
    const body = JSON.stringify(request(id('9'), 'short'))
    const post = (path: string, init: object) => fetch(server.server.url + path, { method: 'POST', ...init })
    expect((await post('/v1/traces', { headers, body })).status).toBe(200)
    expect(await spansOf(id('9'))).toEqual([{ name: 'short' }])
    expect((await post('/v1/metrics', { headers, body: '{}' })).status).toBe(200)
    expect((await post('/v1/traces', { body })).status).toBe(401)
  })

  test('takes protobuf, compressed or not, and answers in kind', async () => {
    const body = captured('py-v4_trace-generation-score')
    expect(await send(body, protobuf)).toEqual({ status: 200, text: '', type: 'application/x-protobuf' })
    const gzipped = await send(Uint8Array.from(gzipSync(body)), { ...protobuf, 'content-encoding': 'gzip' })
    expect(gzipped.status).toBe(200)
    expect(await spansOf('562744eb451f18cfb7f73d5fac2d1e34')).toHaveLength(3)
  })

  test('has nothing against an empty request', async () => {
    expect(await send({})).toMatchObject({ status: 200, text: '{}' })
    expect((await send(new Uint8Array(), protobuf)).status).toBe(200)
  })

  test.each<[string, Bytes | object, Record<string, string>, string]>([
    ['another content type', {}, { 'content-type': 'text/plain' }, 'Invalid content type'],
    ['broken JSON', Uint8Array.from(Buffer.from('{"a":')), {}, 'Failed to parse OTel JSON Trace'],
    ['broken protobuf', Uint8Array.from([0xff, 0xff]), protobuf, 'Failed to parse OTel Protobuf Trace'],
    [
      'broken gzip',
      Uint8Array.from([1, 2]),
      { 'content-encoding': 'gzip' },
      'Failed to decompress request body',
    ],
    ['spans without ids', { resourceSpans: [{ scopeSpans: [{ spans: [{}, {}] }] }] }, {}, '2 of 2 span(s)'],
    ['a list in the wrong place', { resourceSpans: [{ scopeSpans: {} }] }, {}, 'scopeSpans:not_an_array'],
    ['logs', { resourceLogs: [] }, {}, 'resourceLogs'],
    [
      'a later protocol',
      {},
      { 'x-langfuse-ingestion-version': '5' },
      'Unsupported x-langfuse-ingestion-version: \\"5\\". Maximum supported: \\"4\\".',
    ],
  ])('refuses %s', async (_what, body, headers, text) => {
    const answer = await send(body, headers)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(text)
    expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(['error'])
  })

  test('accepts the protocol version of current SDKs', async () => {
    expect((await send({}, { 'x-langfuse-ingestion-version': '4' })).status).toBe(200)
  })

  test('reads a body of several megabytes, and refuses one of fifty', async () => {
    const large = request(id('b'), 'large')
    const padded = { ...large, padding: 'x'.repeat(3_000_000) }
    expect((await send(padded)).status).toBe(200)
    expect(await spansOf(id('b'))).toEqual([{ name: 'large' }])
    const told = (when: string) =>
      `{"error":"The request body is larger than 8 MB${when}. Send less at once, or raise KANSOKU_OTLP_MAX_MB of the server."}`
    const fifty = await send({ padding: 'x'.repeat(50_000_000) })
    expect(fifty).toMatchObject({ status: 413, text: told('') })
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(50_000_000, ' ')))
    const grown = await send(bomb, { 'content-encoding': 'gzip' })
    expect(grown).toMatchObject({ status: 413, text: told(' when decompressed') })
  })

  test('needs both keys of a project', async () => {
    const publicKey = initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY
    expect((await send({}, { authorization: '' })).status).toBe(401)
    expect((await send({}, { authorization: `Bearer ${publicKey}` })).status).toBe(403)
  })
})

test('metrics are accepted and not kept', async () => {
  expect(await send({ resourceMetrics: [] }, {}, 'metrics')).toMatchObject({ status: 200, text: '{}' })
})
