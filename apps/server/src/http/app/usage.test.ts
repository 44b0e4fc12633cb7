import { hash } from 'node:crypto'
import type {
  getUsageBy,
  getUsageOverTime,
  getUsageTotals,
  nameUsage,
  Route,
  RouteResponse,
} from '@kansoku/contracts'
import { createGatewayKey, createGatewayTeam, regenerateGatewayKey } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOtherProject, otherProjectId } from '../../testing/other-project.ts'
import { shipCalls } from '../../testing/ship-calls.ts'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

const masterKey = 'sk-of-the-usage-test'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer({ LITELLM_MASTER_KEY: masterKey })
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const hour = 3_600_000
const instant = (hours: number) => new Date(Date.now() + hours * hour).toISOString()

async function ask<R extends Route>(
  path: string,
  from = instant(-1),
  more: object = {},
): Promise<RouteResponse<R>> {
  const query = new URLSearchParams({ from, to: instant(1), ...more })
  const answer = await server.fetch(`/api/app/projects/cline-project/usage${path}?${query}`, {
    headers: { cookie },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as RouteResponse<R>
}

test('a key that was replaced is one row under its name, and calls of other projects count nowhere', async () => {
  const { context } = server.server
  const { row: old } = await createGatewayKey(context, {
    changes: { key_alias: 'Cline of Aya', project_id: 'cline-project' },
    by: 'admin',
  })
  const { row: key } = await regenerateGatewayKey(context, { key: old.hash, changes: {}, by: 'admin' })
  const team = {
    id: 'red',
    changes: { alias: 'Red team', projectId: 'cline-project' },
    members: [],
    by: 'admin',
  }
  await createGatewayTeam(context, team)
  const paid = {
    team: 'red',
    model: 'gpt-4o',
    costDetails: { total: 0.5 },
    usageDetails: { input: 8, output: 2 },
  }
  await shipCalls(server, 'cline-project', [
    { ...paid, key: old.hash },
    { ...paid, key: key.hash },
    { key: 'f'.repeat(64), model: 'gpt-4o', status: 'failure' },
    { key: hash('sha256', masterKey), model: 'gpt-4o' },
  ])
  await createOtherProject(server)
  await shipCalls(server, otherProjectId, [{ ...paid, key: key.hash }])

  const { current, previous } = await ask<typeof getUsageTotals>('')
  expect(current).toMatchObject({ calls: 4, failed: 1, spend: 1, totalTokens: 20 })
  expect(previous).toMatchObject({ calls: 0, spend: 0, saved: 0 })

  const { rows } = await ask<typeof getUsageBy>('/key')
  const [first, ...others] = rows
  expect(first).toMatchObject({ id: key.hash, name: 'Cline of Aya', calls: 2, spend: 1 })
  expect(others.map(({ id, name, failed }) => ({ id, name, failed }))).toEqual(
    expect.arrayContaining([
      { id: 'f'.repeat(64), name: null, failed: 1 },
      { id: hash('sha256', masterKey), name: 'LITELLM_MASTER_KEY', failed: 0 },
    ]),
  )
  const { hasMore } = await ask<typeof getUsageBy>('/key', instant(-1), { limit: '2' })
  expect(hasMore).toBe(true)
  expect((await ask<typeof getUsageBy>('/key')).hasMore).toBe(false)
  const { series, points } = await ask<typeof getUsageOverTime>('/key/over-time')
  expect(series).toContainEqual({ id: key.hash, name: 'Cline of Aya' })
  expect(points.filter(({ id }) => id === key.hash)).toMatchObject([{ calls: 2, spend: 1, tokens: 20 }])
  expect((await ask<typeof getUsageBy>('/team')).rows).toMatchObject([
    { id: 'red', name: 'Red team', calls: 2 },
    { id: '', name: null, calls: 2 },
  ])
})

test('keys and teams without calls are named, too, but to nobody who may not see keys', async () => {
  const { context } = server.server
  const { row } = await createGatewayKey(context, {
    changes: { key_alias: 'Unused', project_id: 'cline-project' },
    by: 'admin',
  })
  const names = async () => {
    const query = new URLSearchParams([
      ['id', row.hash],
      ['id', 'unknown'],
    ])
    const answer = await server.fetch(`/api/app/projects/cline-project/usage/key/names?${query}`, {
      headers: { cookie },
    })
    return ((await answer.json()) as RouteResponse<typeof nameUsage>).names
  }
  const unknown = { id: 'unknown', name: null }
  expect(await names()).toEqual([{ id: row.hash, name: 'Unused' }, unknown])
  await withRole(server, 'VIEWER', async () => {
    expect(await names()).toEqual([{ id: row.hash, name: null }, unknown])
  })
})

test.each(['/nothing', '/key/nothing'])('%s is no usage', async (path) => {
  const query = new URLSearchParams({ from: instant(-1), to: instant(1) })
  const answer = await server.fetch(`/api/app/projects/cline-project/usage${path}?${query}`, {
    headers: { cookie },
  })
  expect([400, 404]).toContain(answer.status)
})

test('who may not see keys sees what they cost, without their names', async () => {
  const [byKey, byTeam] = await withRole(server, 'VIEWER', () =>
    Promise.all([ask<typeof getUsageBy>('/key'), ask<typeof getUsageBy>('/team')]),
  )
  expect(byKey.rows.length).toBeGreaterThan(2)
  expect([...byKey.rows, ...byTeam.rows].filter(({ name }) => name !== null)).toEqual([])
})
