import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { exportSpan, type Fields, ingest, type Sent, text } from '../kit/hostile-doors.ts'
import { platform } from '../kit/langfuse-api.ts'
import { type Product, startProduct } from '../kit/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product[Symbol.asyncDispose]())
afterEach(async () => {
  const { status } = await platform(product, 'GET', '/api/public/health?failIfDatabaseUnavailable=true')
  expect(status).toBe(200)
  expect(product.output()).not.toMatch(/ended|restart/i)
})

/** What was taken is read again, alone and in the list. */
async function expectTaken(sent: Sent, expected: object): Promise<void> {
  expect([200, 207]).toContain(sent.status)
  const { status, body } = await sent.read()
  expect([status, body]).toEqual([200, expect.objectContaining(expected)])
  expect((await platform(product, 'GET', '/api/public/observations?limit=1')).status).toBe(200)
}

const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`
const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024)
const keys = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"${index.toString(36)}":1`).join(',')}}`
const bomb = gzipSync(Buffer.alloc(512 * 1024 * 1024, ' '), { level: 9 })

describe('POST /api/public/ingestion', () => {
  const send = (fields: Fields) => ingest(product, fields)

  test('ids of 800 characters are taken, longer ones refused', async () => {
    await expectTaken(await send({ id: `"${'i'.repeat(800)}"` }), { id: 'i'.repeat(800) })
    expect((await send({ id: `"${'i'.repeat(801)}"` })).status).toBe(400)
  })

  test('NUL stays, half a character becomes a replacement character', async () => {
    const sent = { name: '"a\\u0000\\ud800"', input: '"\\udfff\\u0000"', metadata: '{"\\u0000":"\\ud800"}' }
    await expectTaken(await send(sent), {
      name: 'a\0\ufffd',
      input: '\ufffd\0',
      metadata: { '\0': '\ufffd' },
    })
  })

  test('a text of 4 MB is kept whole, one of 10 MB is over the limit of a batch', async () => {
    await expectTaken(await send({ input: `"${megabytes(4)}"` }), { input: megabytes(4) })
    expect((await send({ input: `"${megabytes(10)}"` })).status).toBe(413)
  })

  test('counts beyond 2^53 are no counts', async () => {
    const usageDetails = '{"input":9007199254740993,"output":3}'
    await expectTaken(await send({ usageDetails, metadata: '{"n":"9007199254740993","m":1e400}' }), {
      usageDetails: { output: 3, total: 3 },
      metadata: { n: '9007199254740993', m: null },
    })
  })

  test('the years 1 and 9999 are brought to the edge of what is stored', async () => {
    const sent = { startTime: '"0001-01-01T00:00:00Z"', endTime: '"9999-12-31T23:59:59.999Z"' }
    const stored = { startTime: '1970-01-01T00:00:00.000Z', endTime: '2106-01-01T00:00:00.000Z' }
    await expectTaken(await send(sent), stored)
  })

  test('negative usage and cost are left out', async () => {
    const sent = { usageDetails: '{"input":-5,"output":3}', costDetails: '{"input":-1}' }
    await expectTaken(await send(sent), { usageDetails: { output: 3, total: 3 }, costDetails: {} })
  })

  test('values nested 1,000 deep are kept, 10,000 deep are refused', async () => {
    await expectTaken(await send({ input: nested(1_000) }), { input: JSON.parse(nested(1_000)) })
    expect((await send({ input: nested(10_000) })).status).toBe(400)
  })

  test('metadata of very many keys is one value, of a million keys over the limit', async () => {
    const metadata = { metadata: JSON.parse(keys(100_000)) }
    await expectTaken(await send({ metadata: keys(100_000) }), { metadata })
    expect((await send({ metadata: keys(1_000_000) })).status).toBe(413)
  })

  test('of a key that stands twice the last one counts', async () => {
    const sent = { metadata: '{"a":1,"a":2}', name: '"first","name":"second"' }
    await expectTaken(await send(sent), { metadata: { a: 2 }, name: 'second' })
  })
})

describe('POST /api/public/otel/v1/traces', () => {
  const send = (attributes: Fields, fields?: Fields) => exportSpan(product, attributes, fields)

  test('session ids of 800 characters are taken, trace ids that are none refused', async () => {
    await expectTaken(await send({ 'session.id': text('s'.repeat(800)) }), { name: 'span' })
    expect((await send({}, { traceId: `"${'a'.repeat(800)}"` })).status).toBe(400)
  })

  test('NUL stays, half a character becomes a replacement character', async () => {
    const input = '{"stringValue":"\\udfff\\u0000"}'
    const sent = await send({ 'langfuse.observation.input': input }, { name: '"a\\u0000\\ud800"' })
    await expectTaken(sent, { name: 'a\0\ufffd', input: '\ufffd\0' })
  })

  test('a text of 10 MB is kept whole, one of 40 MB is over the limit', async () => {
    const input = (count: number) => ({ 'langfuse.observation.input': text(megabytes(count)) })
    await expectTaken(await send(input(10)), { input: megabytes(10) })
    expect((await send(input(40))).status).toBe(413)
  })

  test('counts beyond 2^53 are no counts', async () => {
    const input = '{"intValue":"9223372036854775807"}'
    const sent = { 'gen_ai.usage.input_tokens': input, 'gen_ai.usage.output_tokens': '{"intValue":3}' }
    await expectTaken(await send(sent), { usageDetails: { output: 3, total: 3 } })
  })

  test('times before and after what is stored are brought to its edge', async () => {
    const edge = { startTime: '2106-01-01T00:00:00.000Z', endTime: '2106-01-01T00:00:00.000Z' }
    const late = { startTimeUnixNano: '"18446744073709551614"', endTimeUnixNano: '"18446744073709551615"' }
    await expectTaken(await send({}, late), edge)
    expect((await send({}, { startTimeUnixNano: '"-62135596800000000000"' })).status).toBeLessThan(500)
  })

  test('negative usage and cost are left out', async () => {
    const counts = {
      'gen_ai.usage.input_tokens': '{"intValue":-5}',
      'gen_ai.usage.output_tokens': '{"intValue":3}',
    }
    const sent = await send({ ...counts, 'gen_ai.usage.cost': '{"doubleValue":-1}' })
    await expectTaken(sent, { usageDetails: { output: 3, total: 3 }, costDetails: {} })
  })

  test('a text that is JSON nested 10,000 deep stays text, an attribute nested so is cut', async () => {
    const input = { 'langfuse.observation.input': text(nested(10_000)) }
    await expectTaken(await send(input), { input: nested(10_000) })
    const lists = `${'{"arrayValue":{"values":['.repeat(10_000)}${']}}'.repeat(10_000)}`
    await expectTaken(await send({ 'langfuse.observation.metadata.deep': lists }), { name: 'span' })
  })

  test('metadata of a million keys is one value', async () => {
    const sent = await send({ 'langfuse.observation.metadata': text(keys(1_000_000)) })
    expect(sent.status).toBe(200)
    const { body } = await sent.read()
    expect(Object.keys(body.metadata.metadata)).toHaveLength(1_000_000)
  })

  test('of a key that stands twice the last one counts', async () => {
    const metadata = { 'langfuse.observation.metadata': text('{"a":1,"a":2}') }
    const sent = await send(metadata, { name: '"first","name":"second"' })
    await expectTaken(sent, { name: 'second', metadata: expect.objectContaining({ a: 2 }) })
  })
})

test.each(['/api/public/ingestion', '/api/public/otel/v1/traces'])(
  '%s: a zip bomb is refused',
  async (path) => {
    const answer = await platform(product, 'POST', path, bomb, { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(413)
  },
)
