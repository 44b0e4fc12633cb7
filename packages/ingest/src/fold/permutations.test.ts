import { createTokenCounter } from '@kansoku/catalog'
import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { createIngestion, type Ingestion } from '../ingestion.ts'
import { scope } from '../testing/legacy-events.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'

// Hundreds of runs take their time on a busy machine; nothing here is about speed.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const tokenCounter = createTokenCounter()
afterAll(() => tokenCounter[Symbol.asyncDispose]())

const ids = fc.constantFrom('a', 'b', 'c')
/** Few instants, so that ties and hours that differ are common. */
const time = fc
  .integer({ min: 0, max: 6 })
  .map((step) => new Date(Date.UTC(2026, 0, 31, 22) + step * 20 * 60_000).toISOString())
const text = fc.constantFrom('x', 'y', '', null)
const json = fc.constantFrom(0, 1, '', 'text', { k: 1 }, null, [1])
const metadata = fc.constantFrom({ a: 1 }, { b: { c: 2 } }, { a: 'two', d: null }, {}, 'note', null)

const trace = fc.record(
  {
    id: ids,
    timestamp: time,
    name: text,
    userId: text,
    sessionId: text,
    environment: fc.constantFrom('prod', 'dev', 'Bad One'),
    tags: fc.array(fc.constantFrom('t1', 't2', 't3'), { maxLength: 2 }),
    public: fc.boolean(),
    input: json,
    output: json,
    metadata,
  },
  { requiredKeys: ['id'] },
)

const observation = fc.record(
  {
    id: ids,
    traceId: ids,
    name: text,
    startTime: time,
    endTime: time,
    level: fc.constantFrom('ERROR', 'DEFAULT', null),
    statusMessage: text,
    environment: fc.constantFrom('prod', 'dev'),
    model: fc.constantFrom('gpt-4o', 'claude-3-haiku-20240307', 'unknown', null),
    modelParameters: fc.constantFrom({ temperature: 1 }, {}, null),
    usageDetails: fc.constantFrom({ input: 1, output: 2 }, { input: 7 }, null, {}),
    costDetails: fc.constantFrom({ total: 0.1 }, null, {}),
    parentObservationId: text,
    input: json,
    output: json,
    metadata,
  },
  { requiredKeys: ['id'] },
)

const score = fc.record(
  {
    id: ids,
    name: fc.constantFrom('quality', 'tone'),
    value: fc.constantFrom(1, 0.5, 'good'),
    comment: text,
    traceId: ids,
    metadata,
  },
  { requiredKeys: ['id', 'name', 'value', 'traceId'] },
)

const event = fc.oneof(
  fc.record({ type: fc.constant('trace-create'), timestamp: time, body: trace }),
  fc.record({
    type: fc.constantFrom(
      'span-create',
      'generation-create',
      'generation-update',
      'span-update',
      'tool-create',
    ),
    timestamp: time,
    body: observation,
  }),
  fc.record({ type: fc.constant('score-create'), timestamp: time, body: score }),
)

const attributes = fc.dictionary(
  fc.constantFrom(
    'langfuse.trace.name',
    'langfuse.trace.input',
    'langfuse.observation.input',
    'langfuse.observation.output',
    'langfuse.environment',
    'langfuse.version',
    'langfuse.trace.metadata.k',
    'langfuse.trace.tags',
    'langfuse.trace.public',
    'langfuse.internal.is_app_root',
    'user.id',
    'session.id',
  ),
  fc.constantFrom('one', 'two', 'true'),
  { maxKeys: 4 },
)
const span = fc
  .record({
    traceId: fc.constantFrom('aa', 'bb'),
    spanId: fc.constantFrom('01', '02', '03', '04'),
    parentSpanId: fc.constantFrom('', '01', '0f'),
    name: fc.constantFrom('root', 'child'),
    start: time,
    minutes: fc.integer({ min: 0, max: 90 }),
    attributes,
  })
  .map(({ start, minutes, attributes, ...ids }) => ({
    ...ids,
    startTimeUnixNano: `${Date.parse(start)}000000`,
    endTimeUnixNano: `${Date.parse(start) + minutes * 60_000}000000`,
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }))

type Item = { readonly event: object } | { readonly span: object }

const items: fc.Arbitrary<Item[]> = fc
  .array(fc.oneof(fc.record({ event }), fc.record({ span })), { minLength: 1, maxLength: 12 })
  .map((list) =>
    list.map((item, index) => ('event' in item ? { event: { id: `event-${index}`, ...item.event } } : item)),
  )

/** A way of sending: an order with repetitions, cut into batches, each to one of two servers, all at once or not. */
const delivery = (list: readonly Item[]) =>
  fc.record({
    order: fc
      .tuple(
        fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length }),
        fc.subarray([...list]),
      )
      .map(([all, again]) => [...all, ...again]),
    cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 30, maxLength: 30 }),
    servers: fc.array(fc.constantFrom(0, 1), { minLength: 30, maxLength: 30 }),
    atOnce: fc.boolean(),
  })

function batchesOf(order: readonly Item[], cuts: readonly number[]): Item[][] {
  const batches: Item[][] = []
  for (let at = 0, index = 0; at < order.length; index++) {
    const size = cuts[index % cuts.length] ?? 1
    batches.push(order.slice(at, at + size))
    at += size
  }
  return batches
}

interface Delivery {
  readonly order: readonly Item[]
  readonly cuts: readonly number[]
  readonly servers: readonly number[]
  readonly atOnce: boolean
}

async function send(server: Ingestion, items: readonly Item[]): Promise<void> {
  const events = items.flatMap((item) => ('event' in item ? [item.event] : []))
  const spans = items.flatMap((item) => ('span' in item ? [item.span] : []))
  const resourceSpans = [{ scopeSpans: [{ scope: { name: 'langfuse-sdk' }, spans }] }]
  const body = Buffer.from(JSON.stringify({ resourceSpans }))
  await Promise.all([
    events.length > 0 && server.ingestEvents(scope, { batch: events }),
    spans.length > 0 && server.ingestSpans(scope, { encoding: 'json', body }),
  ])
}

interface Circumstances {
  readonly scheduler?: fc.Scheduler
  /** Both servers are one, which has the store for itself. */
  readonly soleWriter?: boolean
}

async function rowsAfter(
  { order, cuts, servers, atOnce }: Delivery,
  { scheduler, soleWriter = false }: Circumstances = {},
) {
  const analytics = memoryAnalytics({
    before: async (statement) => {
      if (scheduler) await scheduler.schedule(Promise.resolve(), statement)
    },
  })
  const groups = scheduler ? { partsPerGroup: 1, groupsAtOnce: 3 } : {}
  const create = () =>
    createIngestion({ analytics, now: () => 1_000_000, soleWriter, tokenCounter, ...groups })
  const first = create()
  const both = [first, soleWriter ? first : create()]
  const sent: Promise<unknown>[] = []
  for (const [index, batch] of batchesOf(order, cuts).entries()) {
    const server = both[servers[index % servers.length] ?? 0]
    const answer = server ? send(server, batch) : Promise.resolve()
    sent.push(answer)
    if (!atOnce && !scheduler) await answer
  }
  // The writer waits for the next turn of the event loop, which the scheduler knows nothing of.
  const all = Promise.all(sent)
  if (scheduler) await scheduler.waitFor(all)
  await all
  const tables = ['traces', 'observations', 'scores'] as const
  return Object.fromEntries(tables.map((table) => [table, sorted(analytics.rows(table))]))
}

/** The number of parts depends on how statements about traces were grouped; what they say does not. */
function sorted(rows: ReadonlyMap<string, object>): object[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row, row_version: undefined }))
}

const inOrder = (order: readonly Item[]): Delivery => ({ order, cuts: [100], servers: [0], atOnce: false })

describe('rows depend on the set of events alone', () => {
  test('not on their order, their batches, their repetition or the server that takes them', async () => {
    const example = items.chain((list) => fc.tuple(fc.constant(list), delivery(list)))
    await fc.assert(
      fc.asyncProperty(example, async ([list, way]) => {
        expect(await rowsAfter(way)).toEqual(await rowsAfter(inOrder(list)))
      }),
      { numRuns: 200 },
    )
  })

  test('not on how the statements of two servers interleave', async () => {
    const example = items.chain((list) => fc.tuple(fc.constant(list), delivery(list)))
    await fc.assert(
      fc.asyncProperty(example, fc.scheduler(), async ([list, way], scheduler) => {
        expect(await rowsAfter(way, { scheduler })).toEqual(await rowsAfter(inOrder(list)))
      }),
      { numRuns: 100 },
    )
  })

  test('not on the order in which the statements of a sole writer come through', async () => {
    const example = items.chain((list) => fc.tuple(fc.constant(list), delivery(list)))
    await fc.assert(
      fc.asyncProperty(example, fc.scheduler(), async ([list, way], scheduler) => {
        expect(await rowsAfter(way, { scheduler, soleWriter: true })).toEqual(await rowsAfter(inOrder(list)))
      }),
      { numRuns: 100 },
    )
  })
})

describe('a trace that is deleted', () => {
  const example = items.chain((list) => fc.tuple(fc.constant(list), delivery(list), fc.nat(20)))

  /** Deletes the trace `a` after some of the batches, on the other server, and gives the rows that are left. */
  async function rowsAfterDeletion(
    { order, cuts, servers }: Delivery,
    deleteAt: number,
    soleWriter: boolean,
    scheduler: fc.Scheduler,
  ) {
    const analytics = memoryAnalytics({
      before: async (statement) => {
        await scheduler.schedule(Promise.resolve(), statement)
      },
    })
    const create = () => createIngestion({ analytics, now: () => 1_000_000, soleWriter, tokenCounter })
    const first = create()
    const both = [first, soleWriter ? first : create()]
    const batches = batchesOf(order, cuts)
    const sent = batches.flatMap((batch, index) => {
      const server = both[servers[index % servers.length] ?? 0] ?? first
      const answer = send(server, batch)
      return index === deleteAt % batches.length ? [answer, both[1]?.deleteTraces('p', ['a'])] : [answer]
    })
    await scheduler.waitFor(Promise.all(sent))
    return analytics
  }

  test.each([true, false])(
    'never comes back, whatever is on its way (sole writer: %s)',
    async (soleWriter) => {
      await fc.assert(
        fc.asyncProperty(example, fc.scheduler(), async ([, way, deleteAt], scheduler) => {
          const analytics = await rowsAfterDeletion(way, deleteAt, soleWriter, scheduler)
          expect(analytics.rows('traces').has('a')).toBe(false)
          const inside = [...analytics.rows('observations').values(), ...analytics.rows('scores').values()]
          expect(inside.filter((row) => row.trace_id === 'a')).toEqual([])
        }),
        { numRuns: 200 },
      )
    },
  )
})
