import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  basic,
  basicAuth,
  initEnvironment,
  startTestServer,
  type TestServer,
} from '../../testing/start-test-server.ts'

// A busy machine takes its time to open an engine; nothing here is about speed.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

const publicKey = initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY
const event = (id: string, type: string, body: object) => ({
  id,
  type,
  timestamp: '2026-01-02T03:04:05.000Z',
  body,
})

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await server.fetch(path, {
    method: 'POST',
    headers: { authorization: basicAuth, ...headers },
    body,
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown }
}

const tooLarge = (when = '') =>
  `The request body is larger than 4.5 MB${when}. Send less at once, or raise KANSOKU_INGESTION_MAX_MB of the server.`

/** As `post`, but with bytes. */
async function postBytes(body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  const answer = await fetch(`${server.server.url}/api/public/ingestion`, {
    method: 'POST',
    headers: { authorization: basicAuth, 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

async function stored(table: 'traces' | 'scores', id: string): Promise<Record<string, unknown>[]> {
  await server.server.context.ingestion.settled()
  return server.server.context.analytics.query({
    name: `test/${table}`,
    sql: `SELECT * FROM ${table} FINAL WHERE id = {id:String}`,
    params: { id },
    row: z.record(z.string(), z.unknown()),
  })
}

describe('POST /api/public/ingestion', () => {
  test('answers 207 event by event, and what it acknowledges is there', async () => {
    const answer = await post('/api/public/ingestion', {
      batch: [event('e1', 'trace-create', { id: 't1', name: 'n' }), event('e2', 'nonsense', {})],
      metadata: { sdk_name: 'js' },
    })
    expect(answer.status).toBe(207)
    expect(answer.body).toMatchObject({
      successes: [{ id: 'e1', status: 201 }],
      errors: [{ id: 'e2', status: 400, message: 'Invalid request data' }],
    })
    expect(await stored('traces', 't1')).toMatchObject([{ name: 'n', project_id: 'cline-project' }])
  })

  test('keeps who sent an observation', async () => {
    await post(
      '/api/public/ingestion',
      { batch: [event('e3', 'span-create', { id: 'o3', traceId: 't3' })] },
      { x_langfuse_sdk_name: 'python', 'x-langfuse-sdk-version': '2.60.10' },
    )
    await server.server.context.ingestion.settled()
    const rows = await server.server.context.analytics.query({
      name: 'test/observation',
      sql: "SELECT sdk_name, sdk_version, source, api_key_id FROM observations FINAL WHERE id = 'o3'",
      row: z.record(z.string(), z.unknown()),
    })
    expect(rows).toEqual([
      { sdk_name: 'python', sdk_version: '2.60.10', source: 'API', api_key_id: expect.any(String) },
    ])
  })

  test('takes compressed bodies, bounded in what they grow to', async () => {
    const batch = JSON.stringify({ batch: [event('e4', 'trace-create', { id: 't4' })] })
    const taken = await postBytes(Uint8Array.from(gzipSync(batch)), { 'content-encoding': 'gzip' })
    expect(taken.status).toBe(207)
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(50 * 1024 * 1024, ' ')))
    expect(await postBytes(bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
      body: { message: tooLarge(' when decompressed'), error: 'PayloadTooLargeError' },
    })
    const broken = await postBytes(Uint8Array.from([1, 2, 3]), { 'content-encoding': 'gzip' })
    expect(broken).toMatchObject({ status: 400, body: { message: 'Failed to decompress request body' } })
    expect((await postBytes(Uint8Array.from([1]), { 'content-encoding': 'lzma' })).status).toBe(415)
  })

  test('refuses more than 4.5 MB with 413', async () => {
    const answer = await post('/api/public/ingestion', {
      batch: [event('e5', 'trace-create', { id: 't5', input: 'x'.repeat(4_800_000) })],
    })
    expect(answer).toMatchObject({
      status: 413,
      body: { message: tooLarge(), error: 'PayloadTooLargeError' },
    })
  })

  test('refuses what is no batch, and what is no JSON, as a whole', async () => {
    expect(await post('/api/public/ingestion', { events: [] })).toMatchObject({
      status: 400,
      body: { message: 'Invalid request data', errors: [expect.stringContaining('batch')] },
    })
    expect(await post('/api/public/ingestion', '{"batch":[')).toMatchObject({
      status: 400,
      body: { error: 'InvalidRequestError', message: expect.stringContaining('not valid JSON') },
    })
  })

  test('names the error of a wrong key', async () => {
    const wrong = basic(publicKey, 'sk-lf-wrong')
    expect(await post('/api/public/ingestion', { batch: [] }, { authorization: wrong })).toMatchObject({
      status: 401,
      body: { error: 'UnauthorizedError' },
    })
  })

  test('takes scores, and only scores, from a browser with a public key', async () => {
    const answer = await post(
      '/api/public/ingestion',
      {
        batch: [
          event('e6', 'score-create', { id: 's6', name: 'liked', value: 1, traceId: 't1' }),
          event('e7', 'trace-create', { id: 't7' }),
        ],
      },
      { authorization: `Bearer ${publicKey}`, origin: 'https://app.example' },
    )
    expect(answer.body).toMatchObject({
      successes: [{ id: 'e6' }],
      errors: [{ id: 'e7', status: 401, message: 'Access Scope Denied' }],
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(await stored('traces', 't7')).toEqual([])
  })
})

test('an observation whose clock is broken can be read again', async () => {
  const times = { startTime: '9999-12-31T23:59:59Z', endTime: '9999-12-31T23:59:59Z' }
  await post('/api/public/ingestion', { batch: [event('e10', 'span-create', { id: 'o10', ...times })] })
  const headers = { authorization: basicAuth }
  const one = await server.fetch('/api/public/observations/o10', { headers })
  expect(one.status).toBe(200)
  const list = await server.fetch('/api/public/observations?traceId=o10', { headers })
  expect(await list.json()).toMatchObject({ data: [{ id: 'o10' }], meta: { totalItems: 1 } })
})

describe('POST /api/public/scores', () => {
  test('creates a score, with an id when none is given, and overwrites by id', async () => {
    const created = await post('/api/public/scores', { name: 'q', value: 0.5, traceId: 't1' })
    const { id } = z.object({ id: z.string() }).parse(created.body)
    expect(created.status).toBe(200)
    expect(await stored('scores', id)).toMatchObject([{ data_type: 'NUMERIC', value: 0.5 }])
    await post('/api/public/scores', { id, name: 'q', value: 0.75, traceId: 't1' })
    expect(await stored('scores', id)).toMatchObject([{ value: 0.75 }])
  })

  test('does not acknowledge what cannot be stored', async () => {
    const metadata = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const body = `{"id":"s9","name":"q","value":1,"traceId":"t1","metadata":${metadata}}`
    const answer = await post('/api/public/scores', body)
    expect(answer).toMatchObject({ status: 400, body: { message: 'The body is nested too deeply' } })
    expect(await stored('scores', 's9')).toEqual([])
  })

  test('may be called by a browser with a public key', async () => {
    const score = { id: 's8', name: 'liked', value: 'yes', traceId: 't1' }
    const answer = await post('/api/public/scores', score, { authorization: `Bearer ${publicKey}` })
    expect(answer).toMatchObject({ status: 200, body: { id: 's8' } })
  })

  test.each([
    [{ name: 'q', value: 'x', dataType: 'NUMERIC', traceId: 't' }, 'expected number, received string'],
    [{ name: 'q', value: 5, dataType: 'BOOLEAN', traceId: 't' }, 'equal to either 0 or 1'],
    [{ name: 'q', value: 1, traceId: 't', source: 'EVAL' }, 'source'],
    [{ name: 'q', value: 1 }, 'exactly one of'],
  ])('refuses %j at once', async (score, text) => {
    const { status, body } = await post('/api/public/scores', score)
    expect(status).toBe(400)
    expect(body).toMatchObject({ message: 'Invalid request data', error: expect.any(Array) })
    expect(JSON.stringify(body)).toContain(text)
  })
})
