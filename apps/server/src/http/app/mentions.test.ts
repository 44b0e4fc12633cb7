import { channels, listMentions } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'

let server: ReadServer
let cookie: string
let api: ProjectClient
let admin: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
  api = projectClient(server)
  const { body } = await ask('GET', '/traces/chat/comments')
  admin = body.members[0].id
  const { pool } = server.server.context.metadata
  await pool.query(`INSERT INTO kansoku.users (id, email, name) VALUES
    ('aiko', 'aiko@example.com', '愛子'), ('stranger', 's@example.com', 'S'), ('former', 'f@example.com', 'F')`)
  await pool.query(`INSERT INTO kansoku.organization_memberships (organization_id, user_id, role) VALUES
    ('cline-org', 'aiko', 'VIEWER'), ('cline-org', 'former', 'NONE')`)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

async function ask(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(`/api/app/projects/cline-project${path}`, { method, headers, body })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

const mine = async () => (await ask('GET', '/mentions')).body
const of = (userId: string, projectId = 'cline-project') =>
  listMentions(server.server.context, { userId, projectId })

/** Somebody else says it, through the API. */
async function said(content: string, object: object = { objectType: 'TRACE', objectId: 'chat' }) {
  const comment = { projectId: 'cline-project', ...object, content, authorUserId: 'aiko' }
  return (await api.post('/comments', comment)).body.id as string
}

async function say(content: string, observationId: string | null = null): Promise<string> {
  return (await ask('POST', '/traces/chat/comments', { observationId, content })).body.id
}

const at = (id: string, name = 'x') => `@[${name}](user:${id})`

test('a member who is named is told where, by whom and of what, until it was read', async () => {
  const onTrace = await said(`Look, ${at(admin, 'Cline Admin')}`)
  const observation = { objectType: 'OBSERVATION', objectId: 'generation' }
  const onObservation = await said(`${at(admin)} ${'長'.repeat(300)}`, observation)
  const { mentions, unread } = await mine()
  expect(unread).toBe(2)
  expect(mentions).toMatchObject([
    { commentId: onObservation, traceId: 'chat', observationId: 'generation', isRead: false },
    { commentId: onTrace, traceId: 'chat', observationId: null, author: '愛子', text: 'Look, @Cline Admin' },
  ])
  expect(mentions[0].text).toBe(`@x ${'長'.repeat(197)}`)

  await ask('POST', '/mentions/read', { commentIds: [onTrace] })
  expect(await mine()).toMatchObject({ unread: 1, mentions: [{ isRead: false }, { isRead: true }] })
  await ask('POST', '/mentions/read', {})
  expect(await mine()).toMatchObject({ unread: 0, mentions: [{ isRead: true }, { isRead: true }] })
})

test('nobody is told of what they said themselves, and nobody who may not open the project', async () => {
  const id = await say(`${at(admin)} ${at('aiko')} ${at('stranger')} ${at('former')} ${at('nobody')}`)
  expect((await of('aiko')).mentions.map(({ comment }) => comment.id)).toEqual([id])
  expect((await mine()).mentions.map(({ commentId }: { commentId: string }) => commentId)).not.toContain(id)
  for (const userId of ['stranger', 'former'])
    await expect(of(userId)).rejects.toMatchObject({ code: 'not_found' })
  const { rows } = await server.server.context.metadata.pool.query(
    'SELECT user_id FROM kansoku.comment_mentions WHERE comment_id = $1',
    [id],
  )
  expect(rows).toEqual([{ user_id: 'aiko' }])
})

test('a changed comment tells whom it names since, and nobody twice', async () => {
  const id = await say(`${at('aiko')}`)
  const told = async () => (await of('aiko')).mentions.filter(({ comment }) => comment.id === id)
  const [before] = await told()
  const change = (content: string) => ask('PATCH', `/comments/${id}`, { content })
  await server.server.context.metadata.pool.query('UPDATE kansoku.comment_mentions SET read_at = now()')
  await change(`${at('aiko')} once more`)
  expect(await told()).toMatchObject([{ createdAt: before?.createdAt, isRead: true }])

  const other = await say('nobody yet')
  await ask('PATCH', `/comments/${other}`, { content: at('aiko') })
  expect((await of('aiko')).unread).toBe(1)
  await ask('PATCH', `/comments/${other}`, { content: 'nobody after all' })
  expect((await of('aiko')).mentions.map(({ comment }) => comment.id)).not.toContain(other)
})

test('what is deleted is not told any more', async () => {
  const id = await say(at('aiko'))
  expect((await of('aiko')).mentions[0]?.comment.id).toBe(id)
  await ask('DELETE', `/comments/${id}`)
  await server.ingest([event('trace-create', { id: 'doomed' })])
  await ask('POST', '/traces/doomed/comments', { observationId: null, content: at('aiko') })
  expect((await of('aiko')).mentions[0]?.traceId).toBe('doomed')
  await ask('DELETE', '/traces/doomed')
  expect((await of('aiko')).mentions.some(({ traceId }) => traceId === 'doomed')).toBe(false)
})

test('open pages of who is named are told at once, of readers in another window too', async () => {
  const { live, metadata } = server.server.context
  const rings: string[] = []
  const open = (userId: string) =>
    live.subscribe({
      ...{ projectId: 'cline-project', userId, onTraces: () => undefined },
      onMentions: () => void rings.push(userId),
    })
  const leave = ['aiko', admin, 'former', 'last'].map(open)
  const rung = async (act: () => Promise<unknown>) => {
    rings.length = 0
    await act()
    // What was announced before arrives before.
    const last = JSON.stringify({ projectId: 'cline-project', userId: 'last' })
    await metadata.notify(channels.mentions, last)
    await vi.waitFor(() => expect(rings).toContain('last'))
    return rings.slice(0, -1)
  }
  let id = ''
  expect(
    await rung(async () => {
      id = await say(`${at('aiko')} ${at('former')} ${at(admin)}`)
    }),
  ).toEqual(['aiko'])
  expect(await rung(() => ask('PATCH', `/comments/${id}`, { content: 'nobody' }))).toEqual(['aiko'])
  expect(await rung(() => ask('DELETE', `/comments/${id}`))).toEqual([])
  const sayAndDelete = async () => ask('DELETE', `/comments/${await say(at('aiko'))}`)
  expect(await rung(sayAndDelete)).toEqual(['aiko', 'aiko'])
  const hearAndRead = async () => {
    await said(at(admin))
    await ask('POST', '/mentions/read', {})
  }
  expect(await rung(hearAndRead)).toEqual([admin, admin])
  expect(await rung(() => ask('POST', '/mentions/read', {}))).toEqual([])
  const sayAndDeleteTrace = async () => {
    await server.ingest([event('trace-create', { id: 'short' })])
    await ask('POST', '/traces/short/comments', { observationId: null, content: at('aiko') })
    await ask('DELETE', '/traces/short')
  }
  expect(await rung(sayAndDeleteTrace)).toEqual(['aiko', 'aiko'])
  for (const stop of leave) stop()
})

test('reading marks nothing of others', async () => {
  const id = await say(at('aiko'))
  await ask('POST', '/mentions/read', { commentIds: [id] })
  await ask('POST', '/mentions/read', {})
  expect((await of('aiko')).mentions.find(({ comment }) => comment.id === id)?.isRead).toBe(false)
})
