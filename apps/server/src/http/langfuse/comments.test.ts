import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOtherProject, otherProjectId } from '../../testing/other-project.ts'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { idsOf, type ReadServer, startReadServer } from '../../testing/read-server.ts'

const projectId = 'cline-project'
let server: ReadServer
let own: ProjectClient
let other: ProjectClient
let author: string
beforeAll(async () => {
  server = await startReadServer()
  own = projectClient(server)
  other = projectClient(server, await createOtherProject(server))
  const { rows } = await server.server.context.metadata.pool.query('SELECT id FROM kansoku.users')
  author = rows[0].id
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const chat = { projectId, objectType: 'TRACE', objectId: 'chat' }

describe('comments', () => {
  test('on a trace, an observation and a session can be read back, oldest first', async () => {
    const objects = [
      ['TRACE', 'chat'],
      ['OBSERVATION', 'generation'],
      ['SESSION', 's1'],
    ] as const
    const ids: string[] = []
    for (const [objectType, objectId] of objects) {
      const content = ` **${objectType}** 良い `
      const answer = await own.post('/comments', {
        projectId,
        objectType,
        objectId,
        content,
        authorUserId: author,
      })
      expect([answer.status, answer.body]).toEqual([200, { id: expect.any(String) }])
      ids.push(answer.body.id)
    }
    const first = {
      id: ids[0],
      projectId,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      objectType: 'TRACE',
      objectId: 'chat',
      content: '**TRACE** 良い',
      authorUserId: author,
    }
    expect((await own.get(`/comments/${ids[0]}`)).body).toEqual(first)
    const { body: all } = await own.get('/comments')
    const times = all.data.map(({ createdAt }: { createdAt: string }) => createdAt)
    expect(times).toEqual([...times].sort())
    expect(idsOf(all).sort()).toEqual([...ids].sort())
    const { body: page } = await own.get('/comments?limit=2&page=2')
    expect(page.data).toEqual(all.data.slice(2))
    expect(page.meta).toEqual({ page: 2, limit: 2, totalItems: 3, totalPages: 2 })
  })

  test('are found by object, by author and by time', async () => {
    await own.post('/comments', { ...chat, content: 'by nobody' })
    const found = async (query: string) =>
      (await own.get(`/comments?${query}`)).body.data.map(({ content }: { content: string }) => content)
    expect(await found('objectType=SESSION')).toEqual(['**SESSION** 良い'])
    expect(await found('objectType=TRACE&objectId=chat')).toEqual(['**TRACE** 良い', 'by nobody'])
    expect(await found('objectType=TRACE&objectId=bare')).toEqual([])
    expect(await found(`authorUserId=${author}`)).toHaveLength(3)
    expect(await found('fromTimestamp=2099-01-01T00:00:00Z')).toEqual([])
    expect(await found('toTimestamp=2099-01-01T00:00:00Z')).toHaveLength(4)
  })

  test.each([
    ['TRACE', 'no-such-trace'],
    ['OBSERVATION', 'chat'],
    ['SESSION', 'chat'],
    ['PROMPT', 'chat'],
  ])('on what does not exist are refused: %s %s', async (objectType, objectId) => {
    const answer = await own.post('/comments', { projectId, objectType, objectId, content: 'x' })
    expect([answer.status, answer.body]).toEqual([
      404,
      { message: `${objectType}: ${objectId} not found`, error: 'LangfuseNotFoundError' },
    ])
  })

  test('stay within their project', async () => {
    const { body } = await own.post('/comments', { ...chat, content: 'ours' })
    const inOther = { ...chat, projectId: otherProjectId, content: 'forged' }
    for (const answer of [
      await other.get(`/comments/${body.id}`),
      await other.post('/comments', inOther),
      await other.post('/comments', { ...chat, content: 'forged' }),
      await own.post('/comments', inOther),
      await own.get('/comments/no-such-comment'),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([404, 'LangfuseNotFoundError'])
    }
    expect((await other.get('/comments')).body.data).toEqual([])
  })

  test('name only members as their authors', async () => {
    const { body } = await other.get('/projects')
    expect(body.data).toMatchObject([{ id: otherProjectId }])
    await server.server.context.metadata.pool.query(
      `INSERT INTO kansoku.users (id, name, email) VALUES ('stranger', 'Stranger', 'stranger@example.com')`,
    )
    for (const authorUserId of ['stranger', 'nobody']) {
      const answer = await own.post('/comments', { ...chat, content: 'x', authorUserId })
      expect([answer.status, answer.body.message]).toEqual([
        404,
        `User ${authorUserId} not found in the organization of the project`,
      ])
    }
  })

  test('that are malformed are refused with what is wrong', async () => {
    const empty = await own.post('/comments', { ...chat, content: '' })
    expect([empty.status, JSON.stringify(empty.body)]).toEqual([
      400,
      '{"message":"Invalid request data","error":[{"origin":"string","code":"too_small","minimum":1,"inclusive":true,"path":["content"],"message":"Too small: expected string to have >=1 characters"}]}',
    ])
    for (const body of [
      { ...chat, content: 'x'.repeat(5001) },
      { ...chat, content: 'x', objectType: 'SCORE' },
      { ...chat, content: 'x', mention: '@ann' },
      { ...chat, content: 'nul\0' },
      { content: 'x' },
    ]) {
      expect((await own.post('/comments', body)).status).toBe(400)
    }
    const alone = await own.get('/comments?objectId=chat')
    expect([alone.status, alone.body.error]).toMatchObject([
      400,
      [{ path: ['objectType'], message: 'objectType is required when objectId is provided' }],
    ])
    for (const query of ['object=chat', 'objectType=SCORE', 'limit=101', 'objectType=TRACE&objectId=%00']) {
      expect((await own.get(`/comments?${query}`)).status).toBe(400)
    }
  })
})

describe('feedback', () => {
  const said = { targetType: 'public-api', target: ' POST /scores ', feedback: '分かりやすい' }

  test('is kept for the operator', async () => {
    const answer = await own.post('/feedback', { ...said, goal: null, referenceUrl: 'https://example.com/a' })
    expect([answer.status, answer.body]).toEqual([201, { id: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
    const { rows } = await server.server.context.metadata.pool.query(
      'SELECT * FROM kansoku.feedback WHERE id = $1',
      [answer.body.id],
    )
    expect(rows).toMatchObject([
      {
        project_id: projectId,
        target_type: 'public-api',
        target: 'POST /scores',
        feedback: '分かりやすい',
        goal: null,
        reference_url: 'https://example.com/a',
      },
    ])
  })

  test('that is malformed or too large is refused', async () => {
    for (const body of [
      { ...said, targetType: 'weather' },
      { ...said, target: ' ' },
      { ...said, feedback: 'x'.repeat(3001) },
      { ...said, referenceUrl: 'ftp://example.com' },
      { ...said, other: 1 },
    ]) {
      expect((await own.post('/feedback', body)).status).toBe(400)
    }
    const large = await own.post('/feedback', { ...said, goal: 'x'.repeat(17_000) })
    expect([large.status, large.body]).toEqual([
      413,
      { message: 'The request body is larger than 16 KB', error: 'PayloadTooLargeError' },
    ])
  })
})
