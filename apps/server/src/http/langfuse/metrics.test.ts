import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReadServer, startReadServer } from '../../testing/read-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const count = [{ measure: 'count', aggregation: 'count' }]
const day = { fromTimestamp: '2026-11-20T00:00:00Z', toTimestamp: '2026-11-21T00:00:00Z' }

/** A question over the day of the chat. */
function ask(generation: 'v1' | 'v2', query: object) {
  const path = generation === 'v1' ? '/metrics' : '/v2/metrics'
  const text = JSON.stringify({ metrics: count, ...day, ...query })
  return server.get(`${path}?query=${encodeURIComponent(text)}`)
}

describe('metrics v1', () => {
  test('cost and latency of observations by model', async () => {
    const { status, body } = await ask('v1', {
      view: 'observations',
      dimensions: [{ field: 'providedModelName' }],
      metrics: [
        ...count,
        { measure: 'totalCost', aggregation: 'sum' },
        { measure: 'latency', aggregation: 'p95' },
      ],
      filters: [{ type: 'string', column: 'type', operator: '=', value: 'GENERATION' }],
    })
    expect([status, body]).toEqual([
      200,
      { data: [{ providedModelName: 'gpt-4o', count_count: 1, sum_totalCost: 0.0035, p95_latency: 2000 }] },
    ])
  })

  test('traces by hour', async () => {
    const { body } = await ask('v1', {
      view: 'traces',
      metrics: [...count, { measure: 'observationsCount', aggregation: 'sum' }],
      timeDimension: { granularity: 'hour' },
      fromTimestamp: '2026-11-20T08:00:00Z',
      toTimestamp: '2026-11-20T10:30:00Z',
    })
    expect(body.data).toEqual([
      { time_dimension: '2026-11-20T08:00:00Z', count_count: 0, sum_observationsCount: 0 },
      { time_dimension: '2026-11-20T09:00:00Z', count_count: 1, sum_observationsCount: 0 },
      { time_dimension: '2026-11-20T10:00:00Z', count_count: 1, sum_observationsCount: 2 },
    ])
  })

  test('traces where their metadata says so', async () => {
    const filter = { type: 'stringObject', column: 'metadata', key: 'text', operator: '=', value: '5' }
    const { body } = await ask('v1', { view: 'traces', dimensions: [{ field: 'tags' }], filters: [filter] })
    expect(body.data).toEqual([{ tags: ['a', 'b'], count_count: 1 }])
  })

  test('a histogram', async () => {
    const metrics = [{ measure: 'latency', aggregation: 'histogram' }]
    const { body } = await ask('v1', { view: 'observations', metrics, config: { bins: 2 } })
    const [{ histogram_latency: bins }] = body.data
    expect(bins.map((bin: number[]) => bin.length)).toEqual([3, 3])
  })
})

describe('metrics v2', () => {
  test.each([
    ['scores-numeric', { measure: 'value', aggregation: 'avg' }],
    ['scores-boolean', { measure: 'value', aggregation: 'avg' }],
    ['scores-categorical', { measure: 'count', aggregation: 'count' }],
  ])('%s', async (view, metric) => {
    // The time of a score is that of its event, or of its arrival.
    const always = { fromTimestamp: '2020-01-01T00:00:00Z', toTimestamp: '2100-01-01T00:00:00Z' }
    const { status, body } = await ask('v2', {
      view,
      ...always,
      metrics: [metric],
      dimensions: [{ field: 'name' }],
    })
    expect(status).toBe(200)
    expect(body.data.length).toBeGreaterThan(0)
    for (const row of body.data) {
      expect(row).toEqual({
        name: expect.any(String),
        [`${metric.aggregation}_${metric.measure}`]: expect.any(Number),
      })
    }
  })

  test('top list of traces', async () => {
    const { body } = await ask('v2', {
      view: 'observations',
      dimensions: [{ field: 'traceId' }],
      metrics: [{ measure: 'totalTokens', aggregation: 'sum' }],
      orderBy: [{ field: 'sum_totalTokens', direction: 'desc' }],
      config: { row_limit: 3 },
    })
    expect(body.data).toEqual([{ traceId: 'chat', sum_totalTokens: 1100 }])
  })

  test('tokens by purpose', async () => {
    const { body } = await ask('v2', {
      view: 'observations',
      metrics: [{ measure: 'usageByType', aggregation: 'sum' }],
    })
    expect(body.data).toEqual([
      { usageType: 'total', sum_usageByType: 1100 },
      { usageType: 'input', sum_usageByType: 1000 },
      { usageType: 'output', sum_usageByType: 100 },
    ])
  })
})

describe('a bad question', () => {
  const invalid = 'InvalidRequestError'
  test.each([
    [
      'v1',
      { view: 'traces', metrics: [{ measure: 'nope', aggregation: 'count' }] },
      'Invalid metric nope. Must be one of count,',
    ],
    [
      'v1',
      { view: 'traces', dimensions: [{ field: 'nope' }] },
      'Invalid dimension nope. Must be one of id,name,',
    ],
    [
      'v1',
      { view: 'traces', filters: [{ type: 'string', column: 'nope', operator: '=', value: '' }] },
      'Invalid filter column nope. Must be one of id,name,',
    ],
    [
      'v1',
      { view: 'traces', filters: [{ type: 'string', column: 'tags', operator: 'contains', value: '' }] },
      "Filter type 'string' is not supported for dimension type 'string[]'. Expected 'arrayOptions'.",
    ],
    [
      'v1',
      { view: 'traces', filters: [{ type: 'string', column: 'metadata', operator: '=', value: '' }] },
      "Metadata filters require type 'stringObject'",
    ],
    [
      'v2',
      { view: 'observations', dimensions: [{ field: 'userId' }] },
      "High cardinality dimension(s) 'userId' require",
    ],
  ] as const)('%s %j', async (generation, query, message) => {
    const { status, body } = await ask(generation, query)
    expect([status, body]).toEqual([400, { message: expect.stringContaining(message), error: invalid }])
  })

  test.each([
    ['v1', { view: 'sessions' }, ['query', 'view']],
    ['v2', { view: 'traces' }, ['query', 'view']],
    ['v1', { view: 'traces', metrics: undefined }, ['query', 'metrics']],
    [
      'v1',
      { view: 'traces', metrics: [{ measure: 'count', aggregation: 'median' }] },
      ['query', 'metrics', 0, 'aggregation'],
    ],
    ['v1', { view: 'traces', fromTimestamp: 'yesterday' }, ['query', 'fromTimestamp']],
    ['v1', { view: 'traces', config: { row_limit: 1001 } }, ['query', 'config', 'row_limit']],
    ['v1', { view: 'traces', toTimestamp: day.fromTimestamp }, ['query']],
  ] as const)('%s %j names the place', async (generation, query, path) => {
    const { status, body } = await ask(generation, query)
    expect([status, body.message, body.error[0].path]).toEqual([400, 'Invalid request data', path])
  })

  test('an answer without measure is refused', async () => {
    const { status, body } = await ask('v1', {
      view: 'traces',
      timeDimension: { granularity: 'minute' },
      fromTimestamp: '2026-01-01T00:00:00Z',
    })
    expect([status, body]).toEqual([
      422,
      {
        message: expect.stringContaining('more than 100000 rows. Set config.row_limit'),
        error: 'PayloadTooLargeError',
      },
    ])
  })

  test('no JSON, no query', async () => {
    expect(await server.get('/metrics?query=%7Bnope')).toEqual({
      status: 400,
      body: { message: 'Invalid JSON in query parameter', error: invalid },
    })
    expect(await server.get('/v2/metrics')).toMatchObject({
      status: 400,
      body: { message: 'Invalid request data' },
    })
  })
})

describe('daily metrics', () => {
  test('of the chat', async () => {
    expect(await server.get('/metrics/daily?tags=a&traceName=chat&environment=staging')).toEqual({
      status: 200,
      body: {
        data: [
          {
            date: '2026-11-20',
            countTraces: 1,
            countObservations: 2,
            totalCost: 0.0035,
            usage: [
              {
                model: 'gpt-4o',
                inputUsage: 1000,
                outputUsage: 100,
                totalUsage: 1100,
                totalCost: 0.0035,
                countObservations: 1,
                countTraces: 1,
              },
              {
                model: null,
                inputUsage: 0,
                outputUsage: 0,
                totalUsage: 0,
                totalCost: 0,
                countObservations: 1,
                countTraces: 1,
              },
            ],
          },
        ],
        meta: { page: 1, limit: 50, totalItems: 1, totalPages: 1 },
      },
    })
  })

  test('pages and bounds', async () => {
    expect((await server.get('/metrics/daily?page=2&limit=1')).body).toEqual({
      data: [],
      meta: { page: 2, limit: 1, totalItems: 1, totalPages: 1 },
    })
    expect((await server.get('/metrics/daily?userId=nobody')).body.data).toEqual([])
    expect((await server.get('/metrics/daily?limit=101')).status).toBe(400)
    expect((await server.get('/metrics/daily?fromTimestamp=2026-11-20')).status).toBe(400)
  })
})
