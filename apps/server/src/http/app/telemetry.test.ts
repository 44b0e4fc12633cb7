import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'

let server: ReadServer
let cookie: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const project = '/api/app/projects/cline-project'
const day = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z'

async function get(path: string) {
  const answer = await server.fetch(path, { headers: { cookie } })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

const chatRow = {
  id: 'chat',
  timestamp: '2026-11-20T10:00:00.000Z',
  name: 'chat',
  userId: 'ann',
  sessionId: 's1',
  environment: 'staging',
  version: 'v1',
  release: 'r1',
  tags: ['a', 'b'],
  bookmarked: false,
  models: ['gpt-4o'],
  observationCount: 2,
  errorCount: 0,
  level: 'DEFAULT',
  recovered: false,
  latency: 4,
  inputTokens: 1000,
  outputTokens: 100,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  totalTokens: 1100,
  totalCost: 0.0035,
}

describe('the traces list', () => {
  test('shows a page with its total', async () => {
    const { status, body } = await get(`${project}/traces?${day}&limit=1`)
    expect(status).toBe(200)
    expect(body).toEqual({
      rows: [{ ...chatRow, inputPreview: '{"question":"天気は?"}', outputPreview: 'sunny' }],
      page: 1,
      limit: 1,
      totalItems: 2,
      totalPages: 2,
    })
  })

  test.each([
    ['order=asc', ['bare', 'chat']],
    ['orderBy=totalCost&order=desc', ['chat', 'bare']],
    ['page=2&limit=1', ['bare']],
    ['environment=staging', ['chat']],
    ['environment=staging&environment=default', ['chat', 'bare']],
    ['search=%E5%A4%A9%E6%B0%97', ['chat']],
    [
      `filter=${encodeURIComponent('[{"type":"stringOptions","column":"model","operator":"any of","value":["gpt-4o"]}]')}`,
      ['chat'],
    ],
    [`filter=${encodeURIComponent('[{"type":"number","column":"latency","operator":">","value":5}]')}`, []],
  ])('?%s', async (query, ids) => {
    const { status, body } = await get(`${project}/traces?${day}&${query}`)
    expect([status, body.rows?.map(({ id }: { id: string }) => id)]).toEqual([200, ids])
  })

  test.each([
    'from=2026-11-20T00:00:00Z',
    'from=yesterday&to=2026-11-21T00:00:00Z',
    `${day}&limit=201`,
    `${day}&orderBy=nope`,
    `${day}&filter=[`,
    `${day}&filter=${encodeURIComponent('[{"type":"string","column":"nope","operator":"=","value":"x"}]')}`,
  ])('?%s is 400', async (query) => {
    const { status, body } = await get(`${project}/traces?${query}`)
    expect([status, body.code]).toEqual([400, 'invalid_request'])
  })

  test('offers what there is to filter by', async () => {
    const { body } = await get(`${project}/traces/facets?${day}`)
    expect(body).toMatchObject({
      model: [{ value: 'gpt-4o', count: 1 }],
      tag: [
        { value: 'a', count: 1 },
        { value: 'b', count: 1 },
      ],
      level: [{ value: 'DEFAULT', count: 2 }],
      errorType: [],
    })
  })
})

describe('the observations list', () => {
  const generationRow = {
    id: 'generation',
    traceId: 'chat',
    parentObservationId: 'span',
    type: 'GENERATION',
    name: 'answer',
    startTime: '2026-11-20T10:00:01.000Z',
    endTime: '2026-11-20T10:00:03.000Z',
    level: 'DEFAULT',
    statusMessage: null,
    latency: 2,
    timeToFirstToken: 0.25,
    tokensPerSecond: 50,
    inputTokens: 1000,
    outputTokens: 100,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    totalTokens: 1100,
    totalCost: 0.0035,
    model: 'gpt-4o',
    promptName: null,
    promptVersion: null,
    environment: 'staging',
    version: null,
    release: null,
    toolCalls: [],
    inputPreview: '天気は?',
    outputPreview: 'sunny',
    traceName: 'chat',
    userId: 'ann',
    sessionId: 's1',
    tags: ['a', 'b'],
  }

  test('shows a page with its total, and what the traces say', async () => {
    const { status, body } = await get(`${project}/observations?${day}&limit=1`)
    expect([status, body]).toEqual([
      200,
      { rows: [generationRow], page: 1, limit: 1, totalItems: 2, totalPages: 2 },
    ])
  })

  const filter = (...conditions: object[]) => `filter=${encodeURIComponent(JSON.stringify(conditions))}`
  test.each([
    ['order=asc', ['span', 'generation']],
    ['orderBy=latency', ['span', 'generation']],
    ['page=2&limit=1', ['span']],
    ['environment=default', []],
    ['search=%E5%A4%A9%E6%B0%97', ['generation']],
    [filter({ type: 'boolean', column: 'isRootObservation', operator: '=', value: true }), ['span']],
    [
      filter({ type: 'stringOptions', column: 'userId', operator: 'any of', value: ['ann'] }),
      ['generation', 'span'],
    ],
  ])('?%s', async (query, ids) => {
    const { status, body } = await get(`${project}/observations?${day}&${query}`)
    expect([status, body.rows?.map(({ id }: { id: string }) => id)]).toEqual([200, ids])
  })

  test.each([`${day}&orderBy=nope`, `${day}&limit=201`, 'from=2026-11-20T00:00:00Z'])(
    '?%s is 400',
    async (query) => {
      const { status, body } = await get(`${project}/observations?${query}`)
      expect([status, body.code]).toEqual([400, 'invalid_request'])
    },
  )

  test('offers what there is to filter by', async () => {
    const { body } = await get(`${project}/observations/facets?${day}`)
    expect(body).toMatchObject({
      type: [
        { value: 'GENERATION', count: 1 },
        { value: 'SPAN', count: 1 },
      ],
      traceName: [{ value: 'chat', count: 2 }],
      tool: [],
    })
  })
})

describe('counts over time', () => {
  const errors = `filter=${encodeURIComponent('[{"type":"stringOptions","column":"level","operator":"any of","value":["ERROR"]}]')}`
  test.each([
    ['traces', '', [2, 0]],
    ['traces', '&search=chat', [1, 0]],
    ['traces', `&${errors}`, [0, 0]],
    ['observations', '', [2, 0]],
    ['observations', '&environment=default', [0, 0]],
  ])('of %s%s', async (list, query, expected) => {
    const { status, body } = await get(`${project}/${list}/over-time?${day}${query}`)
    expect([status, body.bucketSeconds, body.points?.length]).toEqual([200, 1800, 48])
    const sum = (key: string) =>
      body.points.reduce((total: number, point: Record<string, number>) => total + (point[key] ?? 0), 0)
    expect([sum('rows'), sum('errors')]).toEqual(expected)
  })
})

describe('the trace detail', () => {
  test('holds the tree without inputs, the sums and the scores', async () => {
    const { status, body } = await get(`${project}/traces/chat`)
    expect(status).toBe(200)
    const { observations, scores, ...trace } = body
    expect(trace).toEqual({
      ...chatRow,
      input: { question: '天気は?' },
      output: 'sunny',
      metadata: { n: 5, text: '5', nested: { deep: 'x' } },
      public: false,
      mayAnnotate: true,
      mayDelete: true,
      usageDetails: { input: 1000, output: 100, total: 1100 },
      costDetails: { input: 0.0025, output: 0.001, total: 0.0035 },
    })
    expect(observations).toMatchObject([
      { id: 'span', parentObservationId: null, latency: 4, totalCost: null },
      {
        id: 'generation',
        parentObservationId: 'span',
        model: 'gpt-4o',
        timeToFirstToken: 0.25,
        totalCost: 0.0035,
      },
    ])
    expect(observations[0]).not.toHaveProperty('input')
    expect(scores.map(({ id }: { id: string }) => id).sort()).toEqual([
      'boolean',
      'category',
      'correction',
      'numeric',
      'words',
    ])
  })

  test('can be taken along whole', async () => {
    const { body } = await get(`${project}/traces/chat/document`)
    expect(body).toMatchObject({ id: 'chat', input: { question: '天気は?' }, totalCost: 0.0035 })
    expect(body.observations).toMatchObject([
      { id: 'span' },
      { id: 'generation', input: [{ role: 'user', content: '天気は?' }], output: 'sunny' },
    ])
    expect(body.scores).toHaveLength(5)
    expect(body).not.toHaveProperty('mayDelete')
  })

  test('an observation comes with everything', async () => {
    const { body } = await get(`${project}/traces/chat/observations/generation`)
    expect(body).toMatchObject({
      id: 'generation',
      input: [{ role: 'user', content: '天気は?' }],
      output: 'sunny',
      modelParameters: { temperature: 0.5 },
      modelId: expect.any(String),
      pricingTierName: 'Standard',
      metadata: {},
    })
  })

  test.each([
    ['/traces/nope', 'Trace nope not found'],
    ['/traces/bare/observations/generation', 'Observation generation not found'],
  ])('%s is 404', async (path, message) => {
    expect(await get(project + path)).toMatchObject({ status: 404, body: { code: 'not_found', message } })
  })
})

describe('the dashboard', () => {
  const ask = async (name: string, query = day) => (await get(`${project}/dashboard/${name}?${query}`)).body

  test('answers every question', async () => {
    expect(await ask('overview')).toMatchObject({
      current: { traces: 2, generations: 1, errorRate: 0, totalCost: 0.0035, inputTokens: 1000, sessions: 1 },
      previous: { traces: 0, errorRate: null, latencyP50: null },
    })
    const overTime = await ask('traces-over-time')
    expect(overTime).toMatchObject({ bucketSeconds: 1800, points: expect.any(Array) })
    expect(overTime.points).toHaveLength(48)
    expect((await ask('model-usage')).models).toMatchObject([
      { model: 'gpt-4o', calls: 1, totalCost: 0.0035 },
    ])
    expect((await ask('latency')).models).toMatchObject([
      { model: 'gpt-4o', p50: 2, timeToFirstTokenP50: 0.25 },
    ])
    expect((await ask('latency-histogram')).bins).toMatchObject([{ count: 1 }])
    expect(await ask('errors')).toEqual({ bucketSeconds: 1800, types: [], points: [] })
  })

  test('keeps to the environments asked for', async () => {
    expect((await ask('overview', `${day}&environment=default`)).current).toMatchObject({
      traces: 1,
      generations: 0,
    })
  })

  test('refuses a range that ends before it begins', async () => {
    const body = await ask('overview', 'from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z')
    expect(body).toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('time range is empty'),
    })
  })
})

test('the first trace', async () => {
  const { status, body } = await get(`${project}/first-trace`)
  expect([status, body.timestamp]).toEqual([200, expect.stringMatching(/^20\d\d-/)])
})

test('environments', async () => {
  const { status, body } = await get(`${project}/environments`)
  expect([status, Array.isArray(body.environments)]).toEqual([200, true])
})

test('telemetry is for members of the project', async () => {
  for (const path of [
    '/traces/chat',
    `/traces?${day}`,
    `/observations?${day}`,
    `/observations/facets?${day}`,
    `/observations/over-time?${day}`,
    `/traces/over-time?${day}`,
    `/dashboard/overview?${day}`,
    '/environments',
    '/first-trace',
  ]) {
    const stranger = await server.fetch(project + path)
    expect([path, stranger.status]).toEqual([path, 401])
    expect((await get(`/api/app/projects/other${path}`)).status).toBe(404)
  }
})
