import type { ProjectRetention } from '@kansoku/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyRetentionJob } from '../../jobs/apply-retention.ts'
import { basicAuth, signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const path = '/api/app/projects/cline-project/retention'

async function retention(days?: unknown) {
  const answer = await server.fetch(path, {
    headers: { cookie, origin: new URL(server.server.url).origin },
    ...(days === undefined ? {} : { method: 'PUT', body: { days } }),
  })
  return { status: answer.status, body: (await answer.json()) as ProjectRetention }
}

test('a project keeps everything until its owner sets a number of days', async () => {
  expect(await retention()).toEqual({ status: 200, body: { days: null, mayChange: true, runs: [] } })
  expect(await retention(30)).toMatchObject({ status: 200, body: { days: 30 } })
  expect((await retention()).body.days).toBe(30)
})

test('runs that removed something are shown with what it was', async () => {
  const body = { id: 'old', timestamp: '2024-01-01T00:00:00.000Z' }
  const batch = [{ id: 'e', type: 'trace-create', timestamp: body.timestamp, body }]
  await server.fetch('/api/public/ingestion', {
    method: 'POST',
    headers: { authorization: basicAuth },
    body: { batch },
  })
  const { jobs } = server.server.context
  for (let night = 0; night < 2; night += 1) {
    await jobs.enqueue(applyRetentionJob, {})
    await jobs.drain()
  }
  const { runs } = (await retention()).body
  expect(runs).toMatchObject([{ traces: 1, observations: 0, scores: 0, comments: 0, media: 0 }])
})

test.each([0, 2, 2.5, -1, 'x', 40_000])('%j days are refused', async (days) => {
  expect((await retention(days)).status).toBe(400)
})

test('members may see it and not change it', async () => {
  await withRole(server, 'MEMBER', async () => {
    expect((await retention()).body.mayChange).toBe(false)
    expect((await retention(7)).status).toBe(403)
  })
})

test('nobody else sees or changes it', async () => {
  for (const method of ['GET', 'PUT']) {
    const origin = new URL(server.server.url).origin
    const answer = await server.fetch(path, {
      method,
      headers: { origin },
      ...(method === 'PUT' ? { body: { days: 7 } } : {}),
    })
    expect(answer.status).toBe(401)
  }
})
