import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Answer, platform } from '../../kit/langfuse-api.ts'
import { type Product, startProduct } from '../../kit/product.ts'
import { legacyBody, otlpBody } from './bodies.ts'

/** Of each door. `npm run fuzz -w test` sends 100,000, for a night; the seed repeats a failure. */
const count = Number(process.env.KANSOKU_FUZZ_BODIES ?? 2_500)
const seed = Number(process.env.KANSOKU_FUZZ_SEED ?? Date.now() % 2 ** 31)
const atOnce = 16
/** How many are held in memory at a time. */
const portion = 1_000

// Thousands of requests take their time on a busy machine; nothing here is about speed.
vi.setConfig({ testTimeout: Math.max(30, count / 500) * 60_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product[Symbol.asyncDispose]())

type Body = string | Uint8Array

/** Resolves with how many answers had which status. */
async function sendAll(
  path: string,
  bodies: fc.Arbitrary<Body>,
  headers: Record<string, string>,
  look: (answer: Answer, body: Body) => void,
): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < count; sent += portion) {
    const batch = fc.sample(bodies, { numRuns: Math.min(portion, count - sent), seed: seed + sent })
    const sender = async () => {
      for (let body = batch.pop(); body !== undefined; body = batch.pop()) {
        const answer = await platform(product, 'POST', path, body, headers)
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        look(answer, body)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, sender))
  }
  console.log(
    `${path}, seed ${seed}: ${[...statuses].map(([status, times]) => `${times} × ${status}`).join(', ')}`,
  )
  return statuses
}

function said(body: Body): string {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('latin1')
  return `seed ${seed}: ${text.slice(0, 2_000)}`
}

/** Ids of all observations of the project, read page by page as a client does. */
async function readObservationIds(): Promise<Set<string>> {
  const found = new Set<string>()
  let cursor = ''
  do {
    const page = await platform(product, 'GET', `/api/public/v2/observations?limit=1000${cursor}`)
    expect(page.status, JSON.stringify(page.body).slice(0, 300)).toBe(200)
    for (const { id } of page.body.data) found.add(id)
    cursor = page.body.meta.cursor ? `&cursor=${encodeURIComponent(page.body.meta.cursor)}` : ''
  } while (cursor)
  return found
}

test(`${count} hostile batches: each is answered as documented, and what was accepted can be read`, async () => {
  const accepted = new Set<string>()
  const statuses = await sendAll('/api/public/ingestion', legacyBody, {}, (answer, body) => {
    expect([207, 400, 413], said(body)).toContain(answer.status)
    if (answer.status !== 207) return
    for (const { status } of answer.body.errors) expect(status, said(body)).toBe(400)
    const successes = new Set<string>(answer.body.successes.map(({ id }: { id: string }) => id))
    for (const id of observationsOf(body, successes)) accepted.add(id)
  })
  expect(statuses.get(207)).toBeGreaterThan(count / 2)
  const found = await readObservationIds()
  expect(
    [...accepted].filter((id) => !found.has(id)),
    `seed ${seed}`,
  ).toEqual([])
  expect(accepted.size).toBeGreaterThan(count / 10)
})

interface SentEvent {
  readonly id?: unknown
  readonly type?: unknown
  readonly body?: { readonly id?: unknown } | null
}

/** Ids of the observations that the accepted events of a batch describe. */
function observationsOf(body: Body, accepted: ReadonlySet<string>): string[] {
  const { batch } = JSON.parse(Buffer.from(body as string).toString()) as { batch: SentEvent[] }
  return batch.flatMap(({ id, type, body }) => {
    if (typeof id !== 'string' || !accepted.has(id)) return []
    if (typeof type !== 'string' || /^(trace|score)-|^sdk-log$/.test(type)) return []
    const named = typeof body?.id === 'string' && body.id !== '' ? body.id : id
    return [named.toWellFormed()]
  })
}

test(`${count} hostile OTLP requests: each is answered as documented, and what was accepted can be read`, async () => {
  const accepted = new Set<string>()
  const headers = { 'content-type': 'application/json' }
  const statuses = await sendAll('/api/public/otel/v1/traces', otlpBody, headers, (answer, body) => {
    expect([200, 400, 413], said(body)).toContain(answer.status)
    if (answer.status === 200) for (const id of spansOf(body)) accepted.add(id)
  })
  expect(statuses.get(200)).toBeGreaterThan(count / 20)
  const found = await readObservationIds()
  expect(
    [...accepted].filter((id) => !found.has(id)),
    `seed ${seed}`,
  ).toEqual([])
  expect(accepted.size).toBeGreaterThan(count / 20)
})

test('after all that the product is well', async () => {
  expect((await platform(product, 'GET', '/api/public/health?failIfDatabaseUnavailable=true')).status).toBe(
    200,
  )
  expect(product.output()).not.toMatch(/ended|restart/i)
})

/** Ids of the spans of a request that was taken as a whole. */
function spansOf(body: Body): string[] {
  const request = JSON.parse(Buffer.from(body as string).toString()) as {
    resourceSpans?: { scopeSpans?: { spans?: { spanId?: unknown }[] }[] }[] | null
  }
  return (request?.resourceSpans ?? []).flatMap((resource) =>
    (resource?.scopeSpans ?? []).flatMap((scope) =>
      (scope?.spans ?? []).flatMap(({ spanId }) => (typeof spanId === 'string' ? spanId.toLowerCase() : [])),
    ),
  )
}
