import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platform } from '../kit/langfuse-api.ts'
import { type Product, startProduct } from '../kit/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product[Symbol.asyncDispose]())

const event = (type: string, body: object) => ({
  id: randomUUID(),
  type,
  timestamp: new Date().toISOString(),
  body,
})

describe('POST /api/public/ingestion', () => {
  const ingest = (body: unknown) => platform(product, 'POST', '/api/public/ingestion', body)

  test('answers 207 with one error per invalid event and keeps the valid ones', async () => {
    const traceId = randomUUID()
    const good = event('trace-create', { id: traceId, name: 'kept' })
    const unknownType = event('no-such-type', {})
    const badBody = event('generation-create', { startTime: 'yesterday' })
    const { status, body } = await ingest({ batch: [unknownType, good, badBody, { nonsense: true }] })
    expect(status).toBe(207)
    expect(body.successes).toEqual([{ id: good.id, status: 201 }])
    expect(body.errors.map((error: { id: string }) => error.id).sort()).toEqual(
      [unknownType.id, badBody.id, 'unknown'].sort(),
    )
    expect(body.errors.every((error: { status: number }) => error.status === 400)).toBe(true)
    expect((await platform(product, 'GET', `/api/public/traces/${traceId}`)).body.name).toBe('kept')
  })

  test('refuses what is no batch, no JSON or too large', async () => {
    expect((await ingest({ events: [] })).status).toBe(400)
    const malformed = await ingest('{"batch": [')
    expect(malformed.status).toBe(400)
    expect(malformed.body.message).toMatch(/JSON/)
    const large = await ingest({
      batch: [event('trace-create', { id: 'x', input: 'x'.repeat(5 * 1024 * 1024) })],
    })
    expect(large.status).toBe(413)
  })
})

describe('POST /api/public/otel/v1/traces', () => {
  const send = (body: string | Uint8Array, headers: Record<string, string>) =>
    platform(product, 'POST', '/api/public/otel/v1/traces', body, headers)

  test.each([
    ['a truncated protobuf', new Uint8Array([10, 200, 1, 2]), { 'content-type': 'application/x-protobuf' }],
    ['malformed JSON', '{"resourceSpans": [', { 'content-type': 'application/json' }],
    ['a broken gzip body', 'no gzip', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    ['an unknown content type', 'x', { 'content-type': 'text/plain' }],
    [
      'spans without ids',
      JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: 's' }, spans: [{ name: 'a' }] }] }] }),
      { 'content-type': 'application/json' },
    ],
  ])('%s is 400 with a reason', async (_, body, headers) => {
    const answer = await send(body, headers)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toEqual(expect.any(String))
  })

  test('an empty request is 200', async () => {
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(200)
  })
})

test('an unknown route and a wrong method answer JSON', async () => {
  const missing = await platform(product, 'GET', '/api/public/no-such-route')
  expect(missing.status).toBe(404)
  expect(missing.body).toMatchObject({ message: expect.any(String) })
  expect((await platform(product, 'DELETE', '/api/public/ingestion')).status).toBe(405)
})
