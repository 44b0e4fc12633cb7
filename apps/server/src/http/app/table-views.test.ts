import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const base = '/api/app/projects/cline-project/table-views'

async function ask(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(path.startsWith('/api') ? path : base + path, { method, headers, body })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

const draft = {
  name: '朝の確認',
  isShared: false,
  search: { level: ['ERROR', 'WARNING'], sort: ['-totalCost'] },
  layout: { order: ['name'], shown: { model: false }, pinned: ['name'], rowHeight: 'tall' },
}

const created = async (change: object = {}, list = 'traces') => {
  const { status, body } = await ask('POST', `/${list}`, { ...draft, ...change })
  expect([status, body]).toEqual([200, { id: expect.any(String) }])
  return body.id as string
}
const read = async (list = 'traces') => (await ask('GET', `/${list}`)).body
const find = async (id: string, list = 'traces') =>
  (await read(list)).views.find((view: { id: string }) => view.id === id)

/** Hands a view to an account that is somebody else's. */
async function giveAway(viewId: string): Promise<void> {
  const { pool } = server.server.context.metadata
  await pool.query(
    `INSERT INTO kansoku.users (id, name, email) VALUES ('other', 'Other', 'other@example.com') ON CONFLICT DO NOTHING`,
  )
  await pool.query(`UPDATE kansoku.table_views SET owner_id = 'other' WHERE id = $1`, [viewId])
}

describe('a view', () => {
  test('keeps what a list was set to, for that list alone', async () => {
    const id = await created()
    expect(await find(id)).toEqual({ id, ...draft, owner: null, mayChange: true })
    expect(await find(id, 'observations')).toBeUndefined()
  })

  test('is renamed and replaced; what is not named stays', async () => {
    const id = await created()
    expect((await ask('PATCH', `/traces/${id}`, { name: '夕方' })).status).toBe(200)
    expect((await ask('PATCH', `/traces/${id}`, { layout: {}, search: {} })).status).toBe(200)
    expect(await find(id)).toMatchObject({ name: '夕方', isShared: false, search: {}, layout: {} })
  })

  test('is deleted, and no list opens with it any more', async () => {
    const id = await created()
    await ask('PUT', `/traces/${id}/default`, { for: 'me', isDefault: true })
    expect((await read()).defaults.personal).toBe(id)
    expect((await ask('DELETE', `/traces/${id}`)).status).toBe(200)
    expect((await read()).defaults.personal).toBeNull()
    expect((await ask('DELETE', `/traces/${id}`)).status).toBe(404)
  })

  test.each([
    { name: '' },
    { layout: { rowHeight: 'huge' } },
    { search: { level: 'ERROR' } },
    { search: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`f${index}`, ['x']])) },
  ])('%o is refused', async (change) => {
    const { status, body } = await ask('POST', '/traces', { ...draft, ...change })
    expect([status, body.code]).toEqual([400, 'invalid_request'])
  })

  test('is of a list that there is', async () => {
    expect((await ask('GET', '/dreams')).status).toBe(400)
  })
})

describe('views of others', () => {
  test('are seen when they are shared, and changed by whoever may share', async () => {
    const [own, shared] = [await created(), await created({ isShared: true })]
    await Promise.all([own, shared].map(giveAway))
    expect(await find(own)).toBeUndefined()
    for (const [method, body] of [
      ['PATCH', { name: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      expect((await ask(method, `/traces/${own}`, body)).status).toBe(404)
    }
    expect((await ask('PUT', `/traces/${own}/default`, { for: 'me', isDefault: true })).status).toBe(404)
    expect(await find(shared)).toMatchObject({ owner: 'Other', mayChange: true })
    expect((await ask('PATCH', `/traces/${shared}`, { name: 'Ours' })).status).toBe(200)
    // Taken back, it would be gone for who made it.
    expect((await ask('PATCH', `/traces/${shared}`, { isShared: false })).status).toBe(403)
    const mine = await created({ isShared: true })
    expect((await ask('PATCH', `/traces/${mine}`, { isShared: false })).status).toBe(200)
    expect(await find(mine)).toMatchObject({ owner: null, isShared: false })
  })

  test('are not shown in another project, and nobody else may ask', async () => {
    const id = await created({ isShared: true })
    expect((await ask('GET', '/api/app/projects/other/table-views/traces')).status).toBe(404)
    expect((await ask('DELETE', `/api/app/projects/other/table-views/traces/${id}`)).status).toBe(404)
    expect((await server.fetch(`${base}/traces`)).status).toBe(401)
  })
})

describe('viewers', () => {
  test('keep views of their own, and share none', async () => {
    const shared = await created({ isShared: true })
    await withRole(server, 'VIEWER', async () => {
      const own = await created()
      expect(await read()).toMatchObject({ mayShare: false })
      expect([(await find(own)).mayChange, (await find(shared)).mayChange]).toEqual([true, false])
      const statuses = [
        await ask('POST', '/traces', { ...draft, isShared: true }),
        await ask('PATCH', `/traces/${own}`, { isShared: true }),
        await ask('PATCH', `/traces/${shared}`, { name: 'x' }),
        await ask('DELETE', `/traces/${shared}`),
        await ask('PUT', `/traces/${shared}/default`, { for: 'project', isDefault: true }),
      ].map(({ status }) => status)
      expect(statuses).toEqual([403, 403, 403, 403, 403])
      expect((await ask('PUT', `/traces/${shared}/default`, { for: 'me', isDefault: true })).status).toBe(200)
      expect((await read()).defaults.personal).toBe(shared)
    })
  })
})

test('a list opens with one view of the project, and one of the reader', async () => {
  const [first, second] = [
    await created({ isShared: true }, 'sessions'),
    await created({ isShared: true }, 'sessions'),
  ]
  const own = await created({}, 'sessions')
  const set = (id: string, holder: string, isDefault = true) =>
    ask('PUT', `/sessions/${id}/default`, { for: holder, isDefault })
  const defaults = async () => (await read('sessions')).defaults
  await set(first, 'project')
  await set(second, 'project')
  await set(first, 'me')
  await set(own, 'me')
  expect(await defaults()).toEqual({ personal: own, project: second })
  expect((await set(own, 'project')).status).toBe(400)
  await set(second, 'project', false)
  await set(first, 'me', false)
  expect(await defaults()).toEqual({ personal: own, project: null })
  await set(own, 'me', false)
  expect(await defaults()).toEqual({ personal: null, project: null })
})
