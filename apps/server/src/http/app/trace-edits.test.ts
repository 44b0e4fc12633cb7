import { changeGivenScore } from '@kansoku/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: ReadServer
let cookie: string
let api: ProjectClient
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
  api = projectClient(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const project = '/api/app/projects/cline-project'
const shared = '/api/app/public/cline-project'

async function ask(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(`${project}${path}`, { method, headers, body })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

async function told(path: string, method: string, body: unknown) {
  const answer = await ask(method, path, body)
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()])
  return answer.body
}

const edit = (body: object) => told('/traces/chat', 'PATCH', body)
const read = async () => (await ask('GET', '/traces/chat')).body

describe('a trace', () => {
  test('is bookmarked and let go again, and keeps all else', async () => {
    const before = await read()
    await edit({ bookmarked: true })
    expect(await read()).toEqual({ ...before, bookmarked: true })
    await edit({ bookmarked: false })
    expect(await read()).toEqual(before)
  })

  test('loses a tag and gains others, and the public API says the same', async () => {
    await edit({ addTags: [' 確認済み ', 'c'], removeTags: ['b'] })
    expect((await read()).tags).toEqual(['a', 'c', '確認済み'])
    expect((await api.get('/traces/chat')).body.tags).toEqual(['a', 'c', '確認済み'])
  })

  test('that its program goes on to speak of keeps what people changed', async () => {
    await edit({ bookmarked: true, removeTags: ['a'] })
    const said = event('trace-create', { id: 'chat', output: 'rainy' })
    await server.ingest([{ ...said, timestamp: new Date().toISOString() }])
    expect(await read()).toMatchObject({ bookmarked: true, output: 'rainy', tags: ['c', '確認済み'] })
  })

  test('is read by whoever has the link while it is public, without scores, and by nobody after', async () => {
    const visit = async (path: string) => {
      const answer = await server.fetch(`${shared}${path}`)
      // biome-ignore lint/suspicious/noExplicitAny: answers of two shapes, asserted field by field
      return { status: answer.status, body: (await answer.json()) as any }
    }
    const generation = '/traces/chat/observations/generation'
    await edit({ public: true })
    const { status, body } = await visit('/traces/chat')
    expect([status, body.name, body.scores, body.mayAnnotate]).toEqual([200, 'chat', [], false])
    expect((await visit(generation)).body).toMatchObject({ id: 'generation', output: 'sunny' })
    expect((await visit('/traces/bare')).status).toBe(404)
    expect((await visit('/traces/bare/observations/generation')).status).toBe(404)
    await edit({ public: false })
    expect([(await visit('/traces/chat')).status, (await visit(generation)).status]).toEqual([404, 404])
  })

  test('tells whoever has the link nothing of who has called', async () => {
    const secret = 'aya@example.com'
    const metadata = {
      user_api_key_alias: secret,
      requester_ip_address: secret,
      request_headers: { host: secret },
      topic: 'weather',
    }
    await server.ingest([
      event('trace-create', { id: 'paid', public: true, userId: secret, sessionId: secret, metadata }),
      event('trace-create', { id: 'paid', tags: ['plain', `user_api_key_alias:${secret}`] }),
      event('generation-create', {
        ...{ id: 'call', traceId: 'paid', name: `litellm:${secret}`, metadata },
        modelParameters: { user: secret, safety_identifier: secret, temperature: 1 },
      }),
    ])
    const visit = async (path: string) => (await server.fetch(`${shared}/traces/paid${path}`)).json()
    const [trace, call] = [await visit(''), await visit('/observations/call')]
    expect(trace).toMatchObject({ id: 'paid', tags: ['plain'], metadata: { topic: 'weather' } })
    expect(call).toMatchObject({ modelParameters: { temperature: 1 }, metadata: { topic: 'weather' } })
    expect(JSON.stringify([trace, call])).not.toContain(secret)
  })

  test('is deleted by those who look after the project', async () => {
    await server.ingest([event('trace-create', { id: 'doomed' })])
    await withRole(server, 'MEMBER', async () => {
      expect((await ask('DELETE', '/traces/doomed')).status).toBe(403)
      expect((await ask('GET', '/traces/doomed')).body).toMatchObject({ mayAnnotate: true, mayDelete: false })
    })
    await told('/traces/doomed', 'DELETE', undefined)
    expect((await ask('GET', '/traces/doomed')).status).toBe(404)
  })

  test('cannot be changed when it does not exist', async () => {
    expect(await ask('PATCH', '/traces/nope', { bookmarked: true })).toMatchObject({
      status: 404,
      body: { message: 'Trace nope not found' },
    })
  })
})

describe('comments', () => {
  const comment = async (body: object): Promise<string> =>
    (await told('/traces/chat/comments', 'POST', { observationId: null, ...body })).id
  const list = async () => (await ask('GET', '/traces/chat/comments')).body

  test('on a trace and on its observations stand in one list, and in the public API', async () => {
    const ids = [
      await comment({ content: '**Look**' }),
      await comment({ observationId: 'generation', content: 'Why?' }),
    ]
    const { comments, members } = await list()
    expect(members).toEqual([{ id: expect.any(String), name: 'Cline Admin' }])
    expect(comments).toMatchObject([
      { id: ids[0], observationId: null, content: '**Look**', author: members[0], isOwn: true },
      { id: ids[1], observationId: 'generation', content: 'Why?', author: members[0], isOwn: true },
    ])
    const { body } = await api.get('/comments?objectType=OBSERVATION&objectId=generation')
    expect(body.data).toMatchObject([{ id: ids[1], content: 'Why?', authorUserId: members[0].id }])
  })

  test('are changed and deleted by who wrote them and by nobody else', async () => {
    const own = await comment({ content: 'frist' })
    await told(`/comments/${own}`, 'PATCH', { content: 'first' })
    expect((await api.get(`/comments/${own}`)).body.content).toBe('first')
    const { body } = await api.post('/comments', {
      ...{ projectId: 'cline-project', objectType: 'TRACE', objectId: 'chat', content: 'of a key' },
    })
    expect((await ask('PATCH', `/comments/${body.id}`, { content: 'taken' })).status).toBe(404)
    expect((await ask('DELETE', `/comments/${body.id}`)).status).toBe(404)
    await told(`/comments/${own}`, 'DELETE', undefined)
    const left = (await list()).comments.map(({ id }: { id: string }) => id)
    expect(left).not.toContain(own)
    expect(left).toContain(body.id)
  })

  test('say something, about something that exists', async () => {
    const send = async (path: string, body: object) => (await ask('POST', path, body)).status
    expect(await send('/traces/chat/comments', { observationId: null, content: '  ' })).toBe(400)
    expect(await send('/traces/nope/comments', { observationId: null, content: 'x' })).toBe(404)
    expect(await send('/traces/chat/comments', { observationId: 'nope', content: 'x' })).toBe(404)
    expect(await send('/traces/bare/comments', { observationId: 'generation', content: 'x' })).toBe(404)
  })
})

describe('scores by hand', () => {
  const numeric = {
    observationId: null,
    name: 'care',
    dataType: 'NUMERIC',
    configId: null,
    value: 0.5,
    comment: '良い',
  }
  const give = async (body: object): Promise<string> => (await told('/traces/chat/scores', 'POST', body)).id
  const found = async (id: string) => (await read()).scores.find((score: { id: string }) => score.id === id)

  test('are given, changed and taken back', async () => {
    const id = await give(numeric)
    expect(await found(id)).toMatchObject({ name: 'care', value: 0.5, source: 'ANNOTATION', comment: '良い' })
    const { body } = await api.get(`/v2/scores/${id}`)
    expect(body).toMatchObject({ traceId: 'chat', environment: 'staging', authorUserId: expect.any(String) })
    await told(`/traces/chat/scores/${id}`, 'PATCH', { value: 0.75, comment: null })
    expect(await found(id)).toMatchObject({ value: 0.75, comment: null })
    await told(`/traces/chat/scores/${id}`, 'DELETE', undefined)
    expect(await found(id)).toBeUndefined()
  })

  test('may be changed by colleagues, in whose name they stand from then on', async () => {
    const id = await give(numeric)
    const author = async () => (await api.get(`/v2/scores/${id}`)).body.authorUserId
    const first = await author()
    const { pool } = server.server.context.metadata
    await pool.query(`INSERT INTO kansoku.users (id, email, name) VALUES ('colleague', 'c@example.com', 'C')`)
    await pool.query(
      `INSERT INTO kansoku.organization_memberships (organization_id, user_id, role) VALUES ('cline-org', 'colleague', 'MEMBER')`,
    )
    const change = (userId: string) =>
      changeGivenScore(server.server.context, {
        ...{ userId, projectId: 'cline-project', traceId: 'chat', scoreId: id, value: 0.25, comment: null },
      })
    await change('colleague')
    expect([first === 'colleague', await author()]).toEqual([false, 'colleague'])
    expect(await found(id)).toMatchObject({ value: 0.25 })
    await pool.query(
      `UPDATE kansoku.organization_memberships SET role = 'VIEWER' WHERE user_id = 'colleague'`,
    )
    await expect(change('colleague')).rejects.toMatchObject({ code: 'access_denied' })
    await pool.query(`DELETE FROM kansoku.users WHERE id = 'colleague'`)
  })

  test.each([
    [
      { dataType: 'BOOLEAN', value: 1 },
      { value: 1, stringValue: 'True' },
    ],
    [{ dataType: 'CATEGORICAL', value: 'calm' }, { stringValue: 'calm' }],
    [{ dataType: 'TEXT', value: 'well done', observationId: 'generation' }, { observationId: 'generation' }],
  ])('%j reads as %j', async (given, expected) => {
    expect(await found(await give({ ...numeric, ...given }))).toMatchObject(expected)
  })

  test('are held to their config', async () => {
    const config = { name: 'stars', dataType: 'NUMERIC', minValue: 1, maxValue: 5 }
    const { body } = await api.post('/score-configs', config)
    const { choices } = (await ask('GET', '/score-choices')).body
    expect(choices).toMatchObject([{ ...config, id: body.id, categories: [] }])
    const held = { ...numeric, name: 'anything', configId: body.id }
    expect(await found(await give({ ...held, value: 4 }))).toMatchObject({ name: 'stars', configId: body.id })
    expect(await ask('POST', '/traces/chat/scores', { ...held, value: 6 })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('exceeds the maximum value of 5') },
    })
  })

  test.each([
    { dataType: 'BOOLEAN', value: 2 },
    { dataType: 'NUMERIC', value: 'much' },
    { dataType: 'TEXT', value: 1 },
    { name: ' ' },
  ])('%j is refused', async (given) => {
    expect((await ask('POST', '/traces/chat/scores', { ...numeric, ...given })).status).toBe(400)
  })

  test('of programs stay as they are', async () => {
    expect((await ask('PATCH', '/traces/chat/scores/numeric', { value: 1, comment: null })).status).toBe(404)
    expect((await ask('DELETE', '/traces/chat/scores/numeric')).status).toBe(404)
    expect((await ask('POST', '/traces/chat/scores', { ...numeric, observationId: 'nope' })).status).toBe(404)
  })
})
