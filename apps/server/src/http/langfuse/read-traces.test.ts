import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  event,
  filterOf,
  generationV1,
  idsOf,
  type ReadServer,
  startReadServer,
} from '../../testing/read-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())
const get = (path: string) => server.get(path)

const chatCore = {
  id: 'chat',
  timestamp: '2026-11-20T10:00:00.000Z',
  name: 'chat',
  userId: 'ann',
  sessionId: 's1',
  release: 'r1',
  version: 'v1',
  tags: ['a', 'b'],
  environment: 'staging',
  public: false,
  bookmarked: false,
  externalId: null,
  projectId: 'cline-project',
  createdAt: expect.any(String),
  updatedAt: expect.any(String),
  htmlPath: '/project/cline-project/traces/chat',
}
const chatIo = {
  input: { question: '天気は?' },
  output: 'sunny',
  metadata: { n: 5, text: '5', nested: { deep: 'x' } },
}

describe('GET /traces/{id}', () => {
  test('answers the trace with whole observations and the scores that v1 knows', async () => {
    const { status, body } = await get('/traces/chat')
    expect(status).toBe(200)
    const { observations, scores, ...trace } = body
    expect(trace).toEqual({ ...chatCore, ...chatIo, latency: 4, totalCost: 0.0035 })
    expect(observations.map(({ id }: { id: string }) => id)).toEqual(['span', 'generation'])
    expect(observations[1]).toEqual(generationV1)
    expect(observations[0]).toMatchObject({
      model: null,
      inputPrice: null,
      calculatedTotalCost: null,
      latency: 4,
    })
    expect(scores.map(({ id }: { id: string }) => id).sort()).toEqual([
      'boolean',
      'category',
      'numeric',
      'words',
    ])
    const scoreOf = (id: string) => scores.find((score: { id: string }) => score.id === id)
    expect(scoreOf('numeric')).toMatchObject({
      value: 0.123456789,
      observationId: null,
      comment: 'ok',
      metadata: {},
    })
    expect(scoreOf('boolean')).toMatchObject({ value: 1, stringValue: 'True', observationId: 'generation' })
    expect(scoreOf('category')).toMatchObject({ value: 0, stringValue: 'kind', dataType: 'CATEGORICAL' })
    expect(scoreOf('words')).toMatchObject({ stringValue: 'well done' })
    expect(scoreOf('words')).not.toHaveProperty('value')
  })

  test('a trace with nothing in it has zeros', async () => {
    const { body } = await get('/traces/bare')
    expect(body).toMatchObject({
      name: null,
      input: null,
      output: null,
      metadata: {},
      latency: 0,
      totalCost: 0,
      observations: [],
      scores: [],
      environment: 'default',
    })
  })

  test('an unknown one is 404 in the words that clients compare', async () => {
    expect(await get('/traces/nope')).toEqual({
      status: 404,
      body: { message: 'Trace nope not found within authorized project', error: 'LangfuseNotFoundError' },
    })
  })

  test.each([
    [
      'core',
      { input: null, output: null, metadata: {}, observations: [], scores: [], latency: -1, totalCost: -1 },
    ],
    ['io', { ...chatIo, observations: [], scores: [], latency: -1 }],
    ['core,metrics', { input: null, observations: [], latency: 4, totalCost: 0.0035 }],
    ['unknown', { ...chatIo, latency: 4 }],
    ['', { ...chatIo, latency: 4 }],
  ])('fields=%s', async (fields, expected) => {
    const { body } = await get(`/traces/chat?fields=${fields}`)
    expect(body).toMatchObject({ ...chatCore, ...expected })
  })

  test('takes any id, encoded', async () => {
    const odd = 'a & $ @ = ; / + ? { } ^ % ` ] " > [ ~ < # | 観測'
    await server.ingest([event('trace-create', { id: odd, name: 'odd', timestamp: '2020-01-01T00:00:00Z' })])
    expect((await get(`/traces/${encodeURIComponent(odd)}`)).body).toMatchObject({ id: odd, name: 'odd' })
  })
})

describe('GET /traces', () => {
  test('lists the newest first, with ids of observations and scores', async () => {
    const { status, body } = await get('/traces?limit=2')
    expect(status).toBe(200)
    expect(body.meta).toEqual({
      page: 1,
      limit: 2,
      totalItems: expect.any(Number),
      totalPages: expect.any(Number),
    })
    expect(idsOf(body)).toEqual(['chat', 'bare'])
    const { observations, scores, ...trace } = body.data[0]
    expect(trace).toEqual({ ...chatCore, ...chatIo, latency: 4, totalCost: 0.0035 })
    expect(observations).toEqual(['span', 'generation'])
    expect([...scores].sort()).toEqual(['boolean', 'category', 'numeric', 'words'])
  })

  test.each([
    ['userId=ann', ['chat']],
    ['sessionId=s1', ['chat', 'bare']],
    ['name=chat&version=v1&release=r1', ['chat']],
    ['name=nope', []],
    ['tags=a&tags=b', ['chat']],
    ['tags=a,b', ['chat']],
    ['tags=a&tags=c', []],
    ['environment=staging&environment=production', ['chat']],
    ['fromTimestamp=2026-11-20T10:00:00.000Z', ['chat']],
    ['fromTimestamp=2026-11-20T09:00:00Z&toTimestamp=2026-11-20T10:00:00Z', ['bare']],
    ['fromTimestamp=2026-11-20T18:00:00%2B09:00&orderBy=timestamp.asc', ['bare', 'chat']],
    ['sessionId=s1&orderBy=name.desc', ['chat', 'bare']],
    ['sessionId=s1&limit=1&page=2', ['bare']],
    ['sessionId=s1&limit=1&page=9', []],
    ['sessionId=s1&filter=', ['chat', 'bare']],
    ['userId=nobody&page=&limit=', []],
  ])('?%s', async (query, ids) => {
    const { status, body } = await get(`/traces?${query}`)
    expect([status, idsOf(body)]).toEqual([200, ids])
  })

  test('filter wins on its columns and joins the simple parameters on others', async () => {
    const ids = async (query: string) => idsOf((await get(`/traces?${query}`)).body)
    const name = { type: 'string', column: 'name', operator: '=', value: 'chat' }
    expect(await ids(`name=other&${filterOf(name)}`)).toEqual(['chat'])
    expect(await ids(`userId=bob&${filterOf(name)}`)).toEqual([])
    const deep = { type: 'stringObject', column: 'metadata', key: 'nested.deep', operator: '=', value: 'x' }
    expect(await ids(filterOf(deep))).toEqual(['chat'])
    const slow = { type: 'number', column: 'latency', operator: '>', value: 3.9 }
    expect(await ids(`fields=core&${filterOf(slow)}`)).toEqual(['chat'])
    const kind = {
      type: 'categoryOptions',
      column: 'score_categories',
      key: 'tone',
      operator: 'any of',
      value: ['kind'],
    }
    expect(await ids(`fields=core&${filterOf(kind)}`)).toEqual(['chat'])
    const safe = { type: 'booleanObject', column: 'score_booleans', key: 'safe', operator: '=', value: true }
    expect(await ids(filterOf(safe))).toEqual(['chat'])
    const early = { type: 'datetime', column: 'timestamp', operator: '<', value: '2026-11-20T09:30:00Z' }
    expect(await ids(`sessionId=s1&fromTimestamp=2026-11-20T10:00:00Z&${filterOf(early)}`)).toEqual(['bare'])
  })

  test.each([
    ['page=0', 'page'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['fromTimestamp=yesterday', 'fromTimestamp'],
    ['orderBy=name', 'orderBy'],
    ['orderBy=latency.desc', 'orderBy'],
    ['filter=[', 'filter'],
    ['filter={}', 'filter'],
    [filterOf({ type: 'string', column: 'name', operator: 'like', value: 'x' }), 'filter'],
  ])('?%s is 400 and says where', async (query, path) => {
    const { status, body } = await get(`/traces?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      message: 'Invalid request data',
      error: [{ path: expect.arrayContaining([path]) }],
    })
  })

  test('a column that is none is 400 with the known ones', async () => {
    const { status, body } = await get(
      `/traces?${filterOf({ type: 'string', column: 'nope', operator: '=', value: 'x' })}`,
    )
    expect([status, body.error]).toEqual([400, 'InvalidRequestError'])
    expect(body.message).toContain('does not match a UI / CH table mapping')
  })
})

describe('sessions', () => {
  test('are listed, the latest begun first, and come with their traces', async () => {
    const session = {
      id: 's1',
      createdAt: '2026-11-20T09:00:00.000Z',
      projectId: 'cline-project',
      environment: 'default',
    }
    expect((await get('/sessions')).body).toEqual({
      data: [session],
      meta: { page: 1, limit: 50, totalItems: 1, totalPages: 1 },
    })
    expect((await get('/sessions?fromTimestamp=2026-11-20T09:30:00Z')).body).toMatchObject({
      data: [],
      meta: { totalItems: 0, totalPages: 0 },
    })
    const { body } = await get('/sessions/s1')
    expect(body).toMatchObject({ ...session, traces: [{ id: 'bare' }, { id: 'chat', ...chatIo }] })
    expect(await get('/sessions/nope')).toMatchObject({
      status: 404,
      body: { error: 'LangfuseNotFoundError' },
    })
  })
})

test('reads are for project keys', async () => {
  for (const path of ['/traces', '/traces/chat', '/v2/observations', '/v3/scores', '/sessions']) {
    const answer = await server.fetch(`/api/public${path}`)
    expect([path, answer.status, await answer.json()]).toEqual([
      path,
      401,
      { message: 'No authorization header' },
    ])
  }
})
