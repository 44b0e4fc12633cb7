import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  initEnvironment,
  internalSecret,
  startTestServer,
  type TestServer,
} from '../../testing/start-test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

const authorization = `Bearer ${internalSecret}`
const snapshot = (headers: Record<string, string>) =>
  server.fetch('/api/internal/gateway/snapshot', { headers })
const ship = (batches: unknown) =>
  server.fetch('/api/internal/gateway/calls', {
    method: 'POST',
    headers: { authorization },
    body: { batches },
  })

const event = (id: string, body: object, type = 'trace-create') => ({
  id,
  type,
  timestamp: '2026-01-02T03:04:05.000Z',
  body,
})

describe('a gateway', () => {
  test('gets projects and public keys, with the init project as default', async () => {
    const answer = await snapshot({ authorization })
    expect(await answer.json()).toEqual({
      version: 1,
      defaultProjectId: 'cline-project',
      takesTexts: true,
      projects: [
        {
          id: 'cline-project',
          name: 'Cline Project',
          publicKeys: [initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY],
        },
      ],
      keys: [],
      holders: [],
      members: [],
      models: [],
      spent: [],
    })
  })

  test('needs the shared secret', async () => {
    expect((await snapshot({})).status).toBe(401)
    const wrong = await snapshot({ authorization: `${authorization}x` })
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { remedy: expect.any(String) }])
  })

  test('delivers calls that are readable when acknowledged, and is told which events can never be stored', async () => {
    const answer = await ship([
      {
        projectId: 'cline-project',
        events: [event('e1', { id: 't1', name: 'call' }), event('e2', {}, 'no-such-type')],
      },
      { projectId: 'gone', events: [event('e3', { id: 't3' })] },
    ])
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      accepted: 1,
      rejected: [
        { id: 'e2', status: 400, message: expect.any(String) },
        { id: 'e3', status: 404, message: 'Project gone not found' },
      ],
    })
    await server.server.context.ingestion.settled()
    const stored = await server.server.context.analytics.query({
      name: 'test/trace',
      sql: "SELECT project_id, name FROM traces FINAL WHERE id IN ('t1', 't3')",
      row: z.object({ project_id: z.string(), name: z.string() }),
    })
    expect(stored).toEqual([{ project_id: 'cline-project', name: 'call' }])
  })

  test('may deliver the same calls again', async () => {
    const batches = [{ projectId: 'cline-project', events: [event('e1', { id: 't1', name: 'call' })] }]
    for (let time = 0; time < 2; time++) {
      expect(await (await ship(batches)).json()).toEqual({ accepted: 1, rejected: [] })
    }
  })

  test('waits while the bodies of others fill the memory for them', async () => {
    const large = { projectId: 'gone', events: ['x'.repeat(50 * 1024 ** 2)] }
    const answers = await Promise.all([ship([large]), ship([large])])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503])
    expect((await ship([large])).status).toBe(200)
  })

  test('gets 400 for what is no batch', async () => {
    expect((await ship('nothing')).status).toBe(400)
  })
})
