import { randomUUID } from 'node:crypto'
import { type SpawnedClickHouseEmulator, spawnClickHouseEmulator } from '@kansoku/emulators'
import { startTestPostgres, type TestPostgres } from '@kansoku/storage/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, call } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'

const projects = {
  first: { id: identity.projectId, publicKey: identity.publicKey, secretKey: identity.secretKey },
  second: { id: 'second-project', publicKey: 'pk-lf-second', secretKey: 'sk-lf-second' },
} as const
type ProjectName = keyof typeof projects

let clickhouse: SpawnedClickHouseEmulator
let postgres: TestPostgres
let products: [Product, Product]
beforeAll(async () => {
  clickhouse = await spawnClickHouseEmulator()
  postgres = await startTestPostgres()
  const shared = {
    CLICKHOUSE_URL: clickhouse.url,
    DATABASE_URL: postgres.url,
    SALT: 'the same salt',
    NEXTAUTH_SECRET: 'the same secret',
    ENCRYPTION_KEY: '0'.repeat(64),
  }
  const second = {
    LANGFUSE_INIT_PROJECT_ID: projects.second.id,
    LANGFUSE_INIT_PROJECT_PUBLIC_KEY: projects.second.publicKey,
    LANGFUSE_INIT_PROJECT_SECRET_KEY: projects.second.secretKey,
  }
  // At the same moment on empty stores: both want to migrate and to create the accounts.
  products = await Promise.all([
    startProduct({ env: shared }),
    startProduct({ env: { ...shared, ...second } }),
  ])
})
afterAll(async () => {
  for (const product of products ?? []) await product[Symbol.asyncDispose]()
  await postgres?.stop()
  await clickhouse?.[Symbol.asyncDispose]()
})

test.each(['first', 'second'] as const)(
  'the keys of the %s project, made by one of two servers that started at once, work at both',
  async (name) => {
    for (const server of [0, 1] as const) {
      const { status, body } = await ask(server, name, 'GET', '/api/public/projects')
      expect(status).toBe(200)
      expect(body.data).toMatchObject([{ id: projects[name].id, organization: { id: 'cline-org' } }])
    }
  },
)

test('the same account signs in at both', async () => {
  for (const { serverUrl } of products) {
    const account = { email: identity.email, password: identity.password }
    const { status } = await call(`${serverUrl}/api/auth/sign-in/email`, 'POST', account, {
      origin: serverUrl,
    })
    expect(status).toBe(200)
  }
})

test('events that are split over both servers merge into what one server makes of them, in each project', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomEvent, { minLength: 1, maxLength: 24 }), async (events) => {
      const run = randomUUID()
      await Promise.all([0, 1].map((server) => sendInPieces(server as 0 | 1, events, `${run}-split`)))
      for (const name of ['first', 'second'] as const) {
        const own = events.filter(({ project }) => project === name)
        await sendAtOnce(name, own, `${run}-whole`)
        const expected = await read(0, name, `${run}-whole`)
        expect(await read(0, name, `${run}-split`)).toEqual(expected)
        expect(await read(1, name, `${run}-split`)).toEqual(expected)
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 300_000)

interface SplitEvent {
  readonly project: ProjectName
  /** Which servers get it: a sender that saw no answer sends to the other one too. */
  readonly servers: readonly (0 | 1)[]
  readonly second: number
  readonly order: number
  readonly type: string
  readonly entity: string
  readonly body: Readonly<Record<string, unknown>>
}

const text = fc.constantFrom('a', 'b', 'c', '税込')
const metadata = fc.dictionary(fc.constantFrom('one', 'two'), text, { maxKeys: 2 })
const optional = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>

const traceBody = optional({
  name: text,
  userId: text,
  input: text,
  output: text,
  metadata,
  tags: fc.uniqueArray(text),
})
const observationBody = optional({
  name: text,
  input: text,
  output: text,
  metadata,
  level: fc.constantFrom('DEFAULT', 'WARNING'),
  startTime: fc.constant('2026-01-02T03:04:05.000Z'),
  endTime: fc.constantFrom('2026-01-02T03:04:06.000Z', '2026-01-02T03:04:07.000Z'),
})
const kinds = fc.oneof(
  fc.record({ type: fc.constant('trace-create'), entity: fc.constant('t'), body: traceBody }),
  fc.record({
    type: fc.constantFrom('span-create', 'span-update'),
    entity: fc.constantFrom('s1', 's2'),
    body: observationBody,
  }),
  fc.record({
    type: fc.constantFrom('generation-create', 'generation-update'),
    entity: fc.constant('g'),
    body: observationBody,
  }),
  fc.record({
    type: fc.constant('score-create'),
    entity: fc.constant('score'),
    body: fc.record({ name: text, value: fc.integer({ min: 0, max: 9 }) }),
  }),
)
const randomEvent: fc.Arbitrary<SplitEvent> = fc
  .record({
    project: fc.constantFrom<ProjectName>('first', 'second'),
    servers: fc.constantFrom<readonly (0 | 1)[]>([0], [1], [0, 1]),
    second: fc.integer({ min: 0, max: 4 }),
    order: fc.integer(),
    kind: kinds,
  })
  .map(({ kind, ...rest }) => ({ ...rest, ...kind }))

/** The server's share in an order of its own, a few events at a time, and two requests at once. */
async function sendInPieces(server: 0 | 1, events: readonly SplitEvent[], suffix: string): Promise<void> {
  const wired = events.map((event, index) => ({ ...event, wire: toWire(event, index, suffix) }))
  const share = wired.filter(({ servers }) => servers.includes(server)).sort((a, b) => a.order - b.order)
  for (const name of ['first', 'second'] as const) {
    const batch = share.filter(({ project }) => project === name).map(({ wire }) => wire)
    const middle = batch.length >> 1
    await Promise.all([send(server, name, batch.slice(0, middle)), send(server, name, batch.slice(middle))])
  }
}

/** Everything in one request to one server. */
async function sendAtOnce(name: ProjectName, own: readonly SplitEvent[], suffix: string): Promise<void> {
  await send(
    0,
    name,
    own.map((event, index) => toWire(event, index, suffix)),
  )
}

async function send(server: 0 | 1, name: ProjectName, batch: readonly object[]): Promise<void> {
  if (batch.length === 0) return
  const { status, body } = await ask(server, name, 'POST', '/api/public/ingestion', { batch })
  expect({ status, errors: body.errors }).toEqual({ status: 207, errors: [] })
}

function toWire({ project, second, type, entity, body }: SplitEvent, index: number, suffix: string) {
  const traceId = `t-${suffix}`
  return {
    id: `e${String(index).padStart(3, '0')}-${project}-${suffix}`,
    type,
    timestamp: `2026-01-02T03:04:0${second}.000Z`,
    body: { ...body, id: `${entity}-${suffix}`, ...(entity === 't' ? {} : { traceId }) },
  }
}

/** The trace with all that belongs to it, without what tells one sending from another; undefined where it is not. */
async function read(server: 0 | 1, name: ProjectName, suffix: string): Promise<unknown> {
  const { status, body } = await ask(server, name, 'GET', `/api/public/traces/t-${suffix}`)
  if (status === 404) return undefined
  expect(status).toBe(200)
  expect(body.projectId).toBe(projects[name].id)
  const own = JSON.parse(JSON.stringify(body).replaceAll(suffix, 'x'), (key, value) =>
    key === 'createdAt' || key === 'updatedAt' ? undefined : value,
  )
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  return { ...own, observations: own.observations.sort(byId), scores: own.scores.sort(byId) }
}

function ask(
  server: 0 | 1,
  name: ProjectName,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const { publicKey, secretKey } = projects[name]
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`
  return call(`${products[server].serverUrl}${path}`, method, body, { authorization })
}
