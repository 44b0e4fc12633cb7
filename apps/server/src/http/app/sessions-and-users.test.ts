import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, filterOf, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'

let server: ReadServer
let cookie: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
  await server.ingest([
    event('trace-create', {
      id: 'odd',
      timestamp: '2026-11-20T11:00:00Z',
      sessionId: 'a/b ?#%',
      userId: '佐藤 花子',
    }),
  ])
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const project = '/api/app/projects/cline-project'
const day = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z'

async function get(path: string) {
  const answer = await server.fetch(`${project}${path}`, { headers: { cookie } })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

const figures = {
  models: ['gpt-4o'],
  failedTraces: 0,
  inputTokens: 1000,
  outputTokens: 100,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  totalTokens: 1100,
  totalCost: 0.0035,
  lastTrace: '2026-11-20T10:00:00.000Z',
}
const session = {
  ...figures,
  id: 's1',
  traceCount: 2,
  firstTrace: '2026-11-20T09:00:00.000Z',
  duration: 3604,
  userCount: 1,
  userIds: ['ann'],
  environments: ['default', 'staging'],
  lastName: 'chat',
  lastInputPreview: '{"question":"天気は?"}',
  lastOutputPreview: 'sunny',
}
const user = { ...figures, id: 'ann', traceCount: 1, sessionCount: 1, firstTrace: '2026-11-20T10:00:00.000Z' }

test('sessions are listed with what they add up to, however their ids are written', async () => {
  const { status, body } = await get(`/sessions?${day}`)
  expect([status, body.totalItems]).toEqual([200, 2])
  expect(body.rows.map(({ id }: { id: string }) => id)).toEqual(['a/b ?#%', 's1'])
  expect(body.rows[1]).toEqual(session)
  const odd = await get(`/sessions/${encodeURIComponent('a/b ?#%')}`)
  expect(odd.body).toMatchObject({ id: 'a/b ?#%', userIds: ['佐藤 花子'], lastName: null, totalCost: null })
})

test('a session is found by one of its traces and shown as a whole', async () => {
  const model = filterOf({ type: 'stringOptions', column: 'model', operator: 'any of', value: ['gpt-4o'] })
  const { body } = await get(`/sessions?${day}&${model}&orderBy=totalCost&limit=1`)
  expect(body).toEqual({ rows: [session], page: 1, limit: 1, totalItems: 1, totalPages: 1 })
  expect((await get('/sessions/s1')).body).toEqual(session)
  expect(await get('/sessions/nobody')).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('its turns come in portions with what was said', async () => {
  const first = await get('/sessions/s1/turns?limit=1')
  expect(first.body.turns).toMatchObject([{ id: 'bare', input: null, output: null, totalCost: null }])
  const second = await get(`/sessions/s1/turns?limit=1&after=${encodeURIComponent(first.body.next)}`)
  expect(second.body).toMatchObject({
    turns: [{ id: 'chat', input: { question: '天気は?' }, output: 'sunny', latency: 4, totalCost: 0.0035 }],
    next: null,
  })
  expect(Object.keys(second.body.turns[0])).not.toContain('metadata')
  for (const after of ['chat', '2026-11-20~chat', '2026-11-20T10:00:00Z'])
    expect((await get(`/sessions/s1/turns?after=${after}`)).status).toBe(400)
})

test('users are listed and told for the range', async () => {
  const { body } = await get(`/users?${day}`)
  expect(body.rows).toEqual([
    expect.objectContaining({ id: '佐藤 花子', traceCount: 1, sessionCount: 1 }),
    user,
  ])
  expect((await get(`/users/ann?${day}`)).body).toEqual({ user })
  expect((await get('/users/ann?from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z')).body).toEqual({
    user: null,
  })
  const { body: activity } = await get(`/users/ann/activity?${day}`)
  expect(activity.traces.points.filter(({ traces }: { traces: number }) => traces > 0)).toHaveLength(1)
  expect(activity.usage.models).toMatchObject([{ model: 'gpt-4o', calls: 1, totalCost: 0.0035 }])
})

test.each([
  '/sessions?from=2026-11-20T00:00:00Z',
  `/sessions?${day}&orderBy=name`,
  `/users?${day}&orderBy=duration`,
  `/users?${day}&filter=nonsense`,
  '/users/ann',
])('%s is refused', async (path) => {
  expect((await get(path)).status).toBe(400)
})
