import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReadServer, startReadServer } from '../../testing/read-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())
const get = (path: string) => server.get(path)

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
