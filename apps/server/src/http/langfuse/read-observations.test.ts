import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filterOf, generationV1, idsOf, type ReadServer, startReadServer } from '../../testing/read-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())
const get = (path: string) => server.get(path)

describe('GET /observations', () => {
  test('lists the newest first', async () => {
    const { status, body } = await get('/observations?traceId=chat')
    expect(status).toBe(200)
    expect(idsOf(body)).toEqual(['generation', 'span'])
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
    expect([status, body.data && idsOf(body)]).toEqual([200, ids])
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
    expect(idsOf(first.body)).toEqual(['generation'])
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
    expect([status, body.data && idsOf(body)]).toEqual([200, ids])
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
