import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { basicAuth, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await ingest(chat())
})
afterAll(() => server?.[Symbol.asyncDispose]())

let events = 0
function event(type: string, body: object, timestamp = '2026-11-20T10:00:00.000Z') {
  events += 1
  return { id: `e${events}`, type, timestamp, body }
}

async function ingest(batch: object[]) {
  const answer = await server.fetch('/api/public/ingestion', {
    method: 'POST',
    headers: { authorization: basicAuth },
    body: { batch },
  })
  expect(await answer.json()).toMatchObject({ errors: [] })
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
async function get(path: string): Promise<{ status: number; body: any }> {
  const answer = await server.fetch(`/api/public${path}`, { headers: { authorization: basicAuth } })
  return { status: answer.status, body: await answer.json() }
}

const filterOf = (...conditions: object[]) => `filter=${encodeURIComponent(JSON.stringify(conditions))}`

/** What a legacy SDK sends about one chat: a trace with a span, a generation in it, and scores. */
function chat() {
  return [
    event('trace-create', {
      id: 'chat',
      timestamp: '2026-11-20T10:00:00.000Z',
      name: 'chat',
      userId: 'ann',
      sessionId: 's1',
      release: 'r1',
      version: 'v1',
      tags: ['b', 'a'],
      environment: 'staging',
      input: { question: '天気は?' },
      output: 'sunny',
      metadata: { n: 5, text: '5', nested: { deep: 'x' } },
    }),
    event('span-create', {
      id: 'span',
      traceId: 'chat',
      name: 'retrieve',
      startTime: '2026-11-20T10:00:00.500Z',
      endTime: '2026-11-20T10:00:04.500Z',
      environment: 'staging',
      metadata: { long: 'x'.repeat(300), a: { b: 1 } },
    }),
    event('generation-create', {
      id: 'generation',
      traceId: 'chat',
      parentObservationId: 'span',
      name: 'answer',
      startTime: '2026-11-20T10:00:01.000Z',
      completionStartTime: '2026-11-20T10:00:01.250Z',
      endTime: '2026-11-20T10:00:03.000Z',
      environment: 'staging',
      model: 'gpt-4o',
      modelParameters: { temperature: 0.5 },
      input: [{ role: 'user', content: '天気は?' }],
      output: 'sunny',
      usageDetails: { input: 1000, output: 100 },
    }),
    event('trace-create', { id: 'bare', timestamp: '2026-11-20T09:00:00.000Z', sessionId: 's1' }),
    event('score-create', {
      id: 'numeric',
      traceId: 'chat',
      name: 'quality',
      value: 0.123456789,
      comment: 'ok',
    }),
    event('score-create', {
      id: 'boolean',
      traceId: 'chat',
      observationId: 'generation',
      name: 'safe',
      value: 1,
      dataType: 'BOOLEAN',
    }),
    event('score-create', { id: 'category', traceId: 'chat', name: 'tone', value: 'kind' }),
    event('score-create', {
      id: 'words',
      traceId: 'chat',
      name: 'note',
      value: 'well done',
      dataType: 'TEXT',
    }),
    event('score-create', {
      id: 'correction',
      traceId: 'chat',
      name: 'output',
      value: 'cloudy',
      dataType: 'CORRECTION',
    }),
    event('score-create', { id: 'session', sessionId: 's1', name: 'happy', value: 1 }),
  ]
}

const generationV1 = {
  id: 'generation',
  traceId: 'chat',
  projectId: 'cline-project',
  type: 'GENERATION',
  name: 'answer',
  startTime: '2026-11-20T10:00:01.000Z',
  endTime: '2026-11-20T10:00:03.000Z',
  completionStartTime: '2026-11-20T10:00:01.250Z',
  model: 'gpt-4o',
  modelParameters: { temperature: 0.5 },
  input: [{ role: 'user', content: '天気は?' }],
  output: 'sunny',
  version: null,
  metadata: {},
  usage: {
    unit: 'TOKENS',
    input: 1000,
    output: 100,
    total: 1100,
    inputCost: 0.0025,
    outputCost: 0.001,
    totalCost: 0.0035,
  },
  usageDetails: { input: 1000, output: 100, total: 1100 },
  costDetails: { input: 0.0025, output: 0.001, total: 0.0035 },
  level: 'DEFAULT',
  statusMessage: null,
  parentObservationId: 'span',
  promptId: null,
  promptName: null,
  promptVersion: null,
  environment: 'staging',
  modelId: expect.any(String),
  inputPrice: 0.0000025,
  outputPrice: 0.00001,
  totalPrice: null,
  calculatedInputCost: 0.0025,
  calculatedOutputCost: 0.001,
  calculatedTotalCost: 0.0035,
  latency: 2,
  timeToFirstToken: 0.25,
  unit: 'TOKENS',
  promptTokens: 1000,
  completionTokens: 100,
  totalTokens: 1100,
  usagePricingTierId: expect.any(String),
  usagePricingTierName: 'Standard',
  createdAt: expect.any(String),
  updatedAt: expect.any(String),
}

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
    await ingest([event('trace-create', { id: odd, name: 'odd', timestamp: '2020-01-01T00:00:00Z' })])
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
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['chat', 'bare'])
    const { observations, scores, ...trace } = body.data[0]
    expect(trace).toEqual({ ...chatCore, ...chatIo, latency: 4, totalCost: 0.0035 })
    expect(observations).toEqual(['span', 'generation'])
    expect([...scores].sort()).toEqual(['boolean', 'category', 'correction', 'numeric', 'words'])
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
    expect([status, body.data.map(({ id }: { id: string }) => id)]).toEqual([200, ids])
  })

  test('filter wins on its columns and joins the simple parameters on others', async () => {
    const ids = async (query: string) =>
      (await get(`/traces?${query}`)).body.data.map(({ id }: { id: string }) => id)
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

describe('GET /observations', () => {
  test('lists the newest first', async () => {
    const { status, body } = await get('/observations?traceId=chat')
    expect(status).toBe(200)
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['generation', 'span'])
    expect(body.data[0]).toEqual(generationV1)
    expect(body.meta).toEqual({ page: 1, limit: 50, totalItems: 2, totalPages: 1 })
  })

  test.each([
    ['type=GENERATION', ['generation']],
    ['name=retrieve', ['span']],
    ['userId=ann', ['generation', 'span']],
    ['level=ERROR', []],
    ['parentObservationId=span', ['generation']],
    ['environment=staging', ['generation', 'span']],
    ['fromStartTime=2026-11-20T10:00:01Z', ['generation']],
    ['toStartTime=2026-11-20T10:00:01Z', ['span']],
    [filterOf({ type: 'null', column: 'parentObservationId', operator: 'is null', value: '' }), ['span']],
    [
      filterOf({ type: 'null', column: 'parentObservationId', operator: 'is not null', value: '' }),
      ['generation'],
    ],
    ['limit=1&page=2', ['span']],
  ])('?%s', async (query, ids) => {
    const { status, body } = await get(`/observations?${query}`)
    expect([status, body.data?.map(({ id }: { id: string }) => id)]).toEqual([200, ids])
  })

  test('a filter on scores as such is 400', async () => {
    const condition = { type: 'numberObject', column: 'scores', key: 'q', operator: '>', value: 0 }
    const { status, body } = await get(`/observations?${filterOf(condition)}`)
    expect(status).toBe(400)
    expect(body.message).toContain('does not match a UI / CH table mapping')
  })

  test('one by its id, or 404', async () => {
    expect((await get('/observations/generation')).body).toEqual(generationV1)
    expect(await get('/observations/nope')).toEqual({
      status: 404,
      body: { message: 'Observation not found within authorized project', error: 'LangfuseNotFoundError' },
    })
  })
})

describe('GET /v2/observations', () => {
  test('answers core and basic unless asked for more', async () => {
    const { status, body } = await get('/v2/observations?traceId=chat')
    expect(status).toBe(200)
    expect(body.meta).toEqual({})
    expect(body.data[0]).toEqual({
      id: 'generation',
      traceId: 'chat',
      startTime: '2026-11-20T10:00:01.000Z',
      endTime: '2026-11-20T10:00:03.000Z',
      projectId: 'cline-project',
      parentObservationId: 'span',
      type: 'GENERATION',
      modelId: null,
      inputPrice: null,
      outputPrice: null,
      totalPrice: null,
      name: 'answer',
      level: 'DEFAULT',
      statusMessage: '',
      version: '',
      environment: 'staging',
      bookmarked: false,
      public: false,
      userId: 'ann',
      sessionId: 's1',
      isRootObservation: false,
    })
  })

  test('all groups: raw texts, prices as texts, metadata flat and cut', async () => {
    const groups = 'core,basic,time,io,metadata,model,usage,prompt,metrics,trace_context,whatever'
    const { body } = await get(`/v2/observations?traceId=chat&fields=${groups}`)
    const [generation, span] = body.data
    expect(generation).toMatchObject({
      completionStartTime: '2026-11-20T10:00:01.250Z',
      input: '[{"role":"user","content":"天気は?"}]',
      output: 'sunny',
      model: 'gpt-4o',
      providedModelName: 'gpt-4o',
      modelParameters: { temperature: 0.5 },
      modelId: expect.any(String),
      inputPrice: '0.0000025',
      outputPrice: '0.00001',
      totalPrice: null,
      usageDetails: { input: 1000, output: 100, total: 1100 },
      costDetails: { input: 0.0025, output: 0.001, total: 0.0035 },
      totalCost: 0.0035,
      inputUsage: 1000,
      outputUsage: 100,
      totalUsage: 1100,
      usagePricingTierName: 'Standard',
      promptName: '',
      promptVersion: null,
      latency: 2,
      timeToFirstToken: 0.25,
      traceName: 'chat',
      tags: ['a', 'b'],
      release: 'r1',
    })
    expect(span.metadata).toEqual({ long: 'x'.repeat(200), 'a.b': 1 })
    expect(span).toMatchObject({ isRootObservation: true, parentObservationId: null, model: '' })
    const expanded = await get('/v2/observations?type=SPAN&fields=metadata&expandMetadata=long')
    expect(expanded.body.data[0].metadata.long).toHaveLength(300)
    expect(expanded.body.data[0]).not.toHaveProperty('name')
  })

  test('goes on by cursor; the last page has none', async () => {
    const first = await get('/v2/observations?traceId=chat&limit=1')
    expect(first.body.data.map(({ id }: { id: string }) => id)).toEqual(['generation'])
    const { cursor } = first.body.meta
    const last = await get(`/v2/observations?traceId=chat&limit=1&cursor=${encodeURIComponent(cursor)}`)
    expect(last.body).toMatchObject({ data: [{ id: 'span' }], meta: {} })
    expect(last.body.meta).not.toHaveProperty('cursor')
  })

  test.each([
    ['sessionId=s1', ['generation', 'span']],
    ['parentObservationId=', ['span']],
    ['isRootObservation=true', ['span']],
    ['isRootObservation=false', ['generation']],
    [filterOf({ type: 'string', column: 'output', operator: 'matches', value: 'SUNNY' }), ['generation']],
    [
      filterOf({ type: 'arrayOptions', column: 'traceTags', operator: 'all of', value: ['a'] }),
      ['generation', 'span'],
    ],
  ])('?%s', async (query, ids) => {
    const { status, body } = await get(`/v2/observations?${query}`)
    expect([status, body.data?.map(({ id }: { id: string }) => id)]).toEqual([200, ids])
  })

  test.each([
    ['parseIoAsJson=true', 'always raw strings'],
    ['limit=1001', 'limit'],
    ['cursor=nonsense', 'Invalid cursor'],
    [`cursor=${Buffer.from('{}').toString('base64')}`, 'Invalid cursor'],
    [filterOf({ type: 'string', column: 'input', operator: 'contains', value: 'x' }), 'use matches'],
  ])('?%s is 400', async (query, hint) => {
    const { status, body } = await get(`/v2/observations?${query}`)
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain(hint)
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

describe('scores', () => {
  const ids = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id).sort()

  test('v1 knows those of traces', async () => {
    const { body } = await get('/scores')
    expect(ids(body)).toEqual(['boolean', 'category', 'numeric', 'words'])
    expect(body.data.find(({ id }: { id: string }) => id === 'numeric').trace).toEqual({
      userId: 'ann',
      tags: ['a', 'b'],
      environment: 'staging',
      sessionId: 's1',
    })
    expect((await get('/scores/numeric')).body).toMatchObject({ id: 'numeric', value: 0.123456789 })
    expect((await get('/scores/correction')).status).toBe(404)
    for (const query of ['traceId=chat', 'sessionId=s1', 'datasetRunId=r', 'dataType=CORRECTION']) {
      expect((await get(`/scores?${query}`)).status).toBe(400)
    }
  })

  test('v2 knows them all', async () => {
    const { body } = await get('/v2/scores')
    expect(ids(body)).toEqual(['boolean', 'category', 'correction', 'numeric', 'session', 'words'])
    const of = (id: string) => body.data.find((score: { id: string }) => score.id === id)
    expect(of('session')).toMatchObject({
      sessionId: 's1',
      traceId: null,
      observationId: null,
      trace: null,
      value: 1,
    })
    expect(of('correction')).toMatchObject({ value: 0, stringValue: 'cloudy' })
    expect((await get('/v2/scores/correction')).body).toMatchObject({ id: 'correction', traceId: 'chat' })
    expect(await get('/v2/scores/nope')).toMatchObject({
      status: 404,
      body: { error: 'LangfuseNotFoundError' },
    })
  })

  test.each([
    ['name=quality', ['numeric']],
    ['dataType=BOOLEAN', ['boolean']],
    ['observationId=generation,other', ['boolean']],
    ['sessionId=s1', ['session']],
    ['scoreIds=numeric,words', ['numeric', 'words']],
    ['operator=<&value=0.5&dataType=NUMERIC', ['numeric']],
    ['operator=<&dataType=NUMERIC', ['numeric', 'session']],
    ['value=0.5&dataType=NUMERIC', ['numeric', 'session']],
    ['userId=ann&name=tone', ['category']],
    ['traceTags=a,b&name=tone', ['category']],
    ['traceTags=zzz', []],
    ['source=EVAL', []],
  ])('v2 ?%s', async (query, expected) => {
    const { status, body } = await get(`/v2/scores?${query}`)
    expect([status, ids(body)]).toEqual([200, expected])
  })

  test('v2 groups of fields', async () => {
    expect((await get('/v2/scores?fields=score')).body.data[0]).not.toHaveProperty('trace')
    expect((await get('/v2/scores?fields=score,trace')).body.data[0]).toHaveProperty('trace')
    const alone = await get('/v2/scores?fields=trace')
    expect(alone.status).toBe(400)
    expect(JSON.stringify(alone.body)).toContain('Scores needs to be selected always')
    const user = await get('/v2/scores?fields=score&userId=ann')
    expect(user.status).toBe(400)
    expect(JSON.stringify(user.body)).toContain('Cannot filter by trace properties')
    expect((await get('/v2/scores?limit=101')).status).toBe(400)
  })

  test('v3 has one value, groups of fields and cursors', async () => {
    const found: Record<string, unknown> = {}
    let cursor = ''
    do {
      const { body } = await get(`/v3/scores?limit=4&fields=subject,details&cursor=${cursor}`)
      for (const score of body.data) found[score.id] = score
      expect(body.meta.limit).toBe(4)
      cursor = body.meta.cursor ?? ''
    } while (cursor !== '')
    expect(found).toMatchObject({
      numeric: { value: 0.123456789, subject: { kind: 'trace', id: 'chat' }, comment: 'ok' },
      boolean: { value: true, subject: { kind: 'observation', id: 'generation', traceId: 'chat' } },
      category: { value: 'kind' },
      words: { value: 'well done' },
      correction: { value: 'cloudy' },
      session: { value: 1, subject: { kind: 'session', id: 's1' } },
    })
    const core = await get('/v3/scores?id=numeric')
    expect(Object.keys(core.body.data[0]).sort()).toEqual(
      [
        'createdAt',
        'dataType',
        'environment',
        'id',
        'name',
        'projectId',
        'source',
        'timestamp',
        'updatedAt',
        'value',
      ].sort(),
    )
  })

  test.each([
    ['dataType=boolean&value=true', ['boolean']],
    ['dataType=NUMERIC&value=1,7', ['session']],
    ['dataType=CATEGORICAL&value=kind', ['category']],
    ['dataType=NUMERIC&valueMin=0.1&valueMax=0.5', ['numeric']],
    ['source=api&traceId=chat&observationId=generation', ['boolean']],
    ['sessionId=&name=quality,tone', ['category', 'numeric']],
  ])('v3 ?%s', async (query, expected) => {
    const { status, body } = await get(`/v3/scores?${query}`)
    expect([status, body.data && ids(body)]).toEqual([200, expected])
  })

  test.each([
    ['value=1', 'value filter requires a single dataType from: NUMERIC, BOOLEAN, CATEGORICAL'],
    ['dataType=TEXT&value=x', 'value filter requires a single dataType from: NUMERIC, BOOLEAN, CATEGORICAL'],
    ['valueMin=1', 'valueMin and valueMax require dataType=NUMERIC as a single value'],
    ['observationId=o', 'observationId filter requires traceId — observation IDs are scoped to a trace'],
    ['traceId=t&sessionId=s', 'At most one of traceId, sessionId, experimentId may be specified'],
    ['userId=ann', 'requires a trace JOIN and is not supported in v3 — use v2 or omit this filter'],
    ['traceTags=a', 'requires a trace JOIN and is not supported in v3 — use v2 or omit this filter'],
    ['fields=nope', 'fields'],
    ['nonsense=1', 'nonsense'],
    ['limit=101', 'limit'],
    ['cursor=abc', 'Invalid cursor'],
  ])('v3 ?%s is 400', async (query, hint) => {
    const { status, body } = await get(`/v3/scores?${query}`)
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain(hint)
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
