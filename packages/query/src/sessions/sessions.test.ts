import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getSession } from './get-session.ts'
import { listSessions } from './list-sessions.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const page = { projectId: project, limit: 50, offset: 0 }

async function seed() {
  await store(analytics(), {
    traces: [
      { id: 'a1', timestamp: at('10:00:00'), session_id: 'a', environment: 'staging' },
      { id: 'a2', timestamp: at('12:00:00'), session_id: 'a' },
      { id: 'b1', timestamp: at('11:00:00'), session_id: 'b' },
      { id: 'none', timestamp: at('11:00:00') },
      { id: 'foreign', timestamp: at('11:00:00'), session_id: 'b', project_id: 'project-2' },
    ],
  })
}

test('a session begins with its first trace; the latest comes first', async () => {
  await seed()
  expect(await listSessions(analytics(), page)).toEqual({
    sessions: [
      { id: 'b', created_at: '2026-11-20T11:00:00.000Z', first_environment: 'default' },
      { id: 'a', created_at: '2026-11-20T10:00:00.000Z', first_environment: 'staging' },
    ],
    totalItems: 2,
  })
  expect(await listSessions(analytics(), { ...page, limit: 1, offset: 1 })).toMatchObject({
    sessions: [{ id: 'a' }],
    totalItems: 2,
  })
})

test('the range is about its beginning: from is part of it, to is not', async () => {
  await seed()
  const ids = async (range: object) =>
    (await listSessions(analytics(), { ...page, ...range })).sessions.map(({ id }) => id)
  expect(await ids({ from: at('11:00:00') })).toEqual(['b'])
  expect(await ids({ from: at('10:00:00'), to: at('11:00:00') })).toEqual(['a'])
  expect(await ids({ from: at('11:30:00') })).toEqual([])
  expect(await ids({ environment: ['staging'] })).toEqual(['a'])
})

test('one session comes with its traces, the oldest first', async () => {
  await seed()
  const session = await getSession(analytics(), { projectId: project, sessionId: 'a' })
  expect(session).toMatchObject({ id: 'a', createdAt: '2026-11-20T10:00:00.000Z', environment: 'staging' })
  expect(session?.traces.map(({ id }) => id)).toEqual(['a1', 'a2'])
  expect(await getSession(analytics(), { projectId: project, sessionId: 'c' })).toBeUndefined()
})
