import type {
  getBudgeted,
  listBudgeted,
  listNamedBudgets,
  listProjectTeams,
  listVirtualKeys,
  RouteResponse,
} from '@kansoku/contracts'
import {
  addTeamMembers,
  createGatewayBudget,
  createGatewayKey,
  createGatewayTeam,
  createHolder,
  resetAllSpend,
} from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOtherProject, otherProjectId } from '../../testing/other-project.ts'
import { shipCalls } from '../../testing/ship-calls.ts'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const projectId = 'cline-project'
const project = `/api/app/projects/${projectId}`

async function ask<T = unknown>(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(path, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, body: (await answer.json()) as T }
}

const running = async () =>
  (await ask<RouteResponse<typeof listBudgeted>>('GET', `${project}/budgeted`)).body.budgeted
const one = async (path: string) =>
  (await ask<RouteResponse<typeof getBudgeted>>('GET', `${project}/budgeted/${path}`)).body
const named = async () =>
  (await ask<RouteResponse<typeof listNamedBudgets>>('GET', `${project}/budgets`)).body

const day = () => new Date().toISOString().slice(0, 10)

test('limits with a name are made, given to a key, changed and deleted', async () => {
  expect(await named()).toEqual({ budgets: [], mayChange: true })
  const terms = { maxBudget: 5, softBudget: 4, budgetDuration: '30d', rpmLimit: 60 }
  expect((await ask('POST', `${project}/budgets`, { id: 'standard', ...terms })).status).toBe(200)
  expect((await ask('POST', `${project}/budgets`, { id: 'standard' })).status).toBe(409)
  const { context } = server.server
  const changes = { key_alias: 'of the plan', budget_id: 'standard' }
  const { row } = await createGatewayKey(context, { changes, by: 'admin' })
  await context.metadata.pool.query(
    `INSERT INTO kansoku.projects (id, name, organization_id) VALUES ('second', 'Second', 'cline-org')`,
  )
  const elsewhere = { key_alias: 'elsewhere', budget_id: 'standard', project_id: 'second' }
  await createGatewayKey(context, { changes: elsewhere, by: 'admin' })
  expect((await named()).budgets).toMatchObject([
    {
      ...{ id: 'standard', ...terms, tpmLimit: null, maxParallelRequests: null },
      ...{ users: [{ kind: 'key', id: row.hash, name: 'of the plan' }], elsewhere: 1 },
    },
  ])
  expect(await running()).toMatchObject([
    { kind: 'key', id: row.hash, name: 'of the plan', budgetId: 'standard', maxBudget: 5, softBudget: 4 },
  ])

  await ask('PATCH', `${project}/budgets/standard`, { maxBudget: 8, softBudget: null })
  expect(await running()).toMatchObject([{ maxBudget: 8, softBudget: null, budgetDuration: '30d' }])
  expect((await ask('DELETE', `${project}/budgets/standard`)).status).toBe(200)
  expect(await named()).toMatchObject({ budgets: [] })
  expect(await running()).toEqual([])
})

test('keys, teams, members, users and customers have spent what their own calls cost', async () => {
  const { context } = server.server
  const budget = { max_budget: 10, budget_duration: '30d' }
  const { row: key } = await createGatewayKey(context, {
    changes: { key_alias: 'a key', project_id: projectId, ...budget },
    by: 'admin',
  })
  await createGatewayTeam(context, {
    ...{ id: 'red', changes: { alias: 'Red', projectId, ...budget }, by: 'admin' },
    members: [],
  })
  await addTeamMembers(context, {
    ...{ teamId: 'red', members: [{ user_id: 'aya', role: 'user' }], limits: { max_budget: 1 }, by: 'admin' },
  })
  await createHolder(context, { kind: 'user', id: 'ken', changes: { projectId, ...budget }, by: 'admin' })
  const acme = { kind: 'end_user', id: 'acme', changes: { projectId, max_budget: 4 }, by: 'admin' } as const
  await createHolder(context, acme)
  await createHolder(context, { kind: 'user', id: 'free', changes: { projectId }, by: 'admin' })

  await createOtherProject(server)
  await shipCalls(server, 'cline-project', [
    { key: key.hash, user: 'ken', endUser: 'acme', costDetails: { total: 2 } },
    { key: 'e'.repeat(64), team: 'red', user: 'aya', costDetails: { total: 0.5 } },
    // The budget of a user is for personal keys.
    { key: 'e'.repeat(64), team: 'red', user: 'ken', costDetails: { total: 0.25 } },
  ])
  // A budget counts calls wherever they land.
  await shipCalls(server, otherProjectId, [{ team: 'red', user: 'aya', costDetails: { total: 0.125 } }])

  const spent = (await running()).map(({ kind, name, teamName, spend, recent }) => [
    ...[kind, name, teamName, spend],
    recent.spend,
  ])
  expect(spent).toEqual([
    ['team_member', 'aya', 'Red', 0.625, 0.625],
    ['end_user', 'acme', null, 2, 2],
    ['key', 'a key', null, 2, 2],
    ['user', 'ken', null, 2, 2],
    ['team', 'Red', null, 0.875, 0.875],
  ])
  const member = await one('team_member/red?memberId=aya')
  expect(member).toMatchObject({ spend: 0.625, maxBudget: 1, budgetResetAt: null })
  expect(member.days).toEqual([{ day: day(), spend: 0.625 }])
  expect((await one('user/ken')).days).toEqual([{ day: day(), spend: 2 }])
  expect((await one(`key/${key.hash}`)).days).toEqual([{ day: day(), spend: 2 }])
  expect((await ask('GET', `${project}/budgeted/user/free`)).status).toBe(404)

  await resetAllSpend(context, { by: 'admin' })
  expect(new Map((await running()).map(({ kind, spend }) => [kind, spend]))).toEqual(
    new Map(Object.entries({ key: 0, team: 0, team_member: 0.625, end_user: 2, user: 2 })),
  )
  expect(await one('team/red')).toMatchObject({ spend: 0, days: [{ day: day(), spend: 0.875 }] })
  const { teams } = (await ask<RouteResponse<typeof listProjectTeams>>('GET', `${project}/teams`)).body
  expect(teams).toMatchObject([{ id: 'red', spend: 0 }])
})

test('budgets of another project are not there, nor are limits with a name that nobody here has', async () => {
  const { context } = server.server
  await createGatewayTeam(context, {
    ...{ id: 'theirs', members: [], by: 'admin' },
    changes: { projectId: otherProjectId, max_budget: 3 },
  })
  expect((await running()).map(({ id }) => id)).not.toContain('theirs')
  expect((await ask('GET', `${project}/budgeted/team/theirs`)).status).toBe(404)
  await createGatewayBudget(context, { id: 'for nobody here', limits: {}, by: 'admin' })
  // Another project is the init project now: who owns this one may change nothing that all share.
  expect(await named()).toEqual({ budgets: [], mayChange: false })
  const { teams } = (await ask<RouteResponse<typeof listProjectTeams>>('GET', `${project}/teams`)).body
  const { keys } = (await ask<RouteResponse<typeof listVirtualKeys>>('GET', `${project}/virtual-keys`)).body
  for (const budgetId of ['for nobody here', 'nobody has made it']) {
    const unknown = { status: 400, body: { message: `Budget ${budgetId} does not exist` } }
    expect(await ask('POST', `${project}/virtual-keys`, { budgetId })).toMatchObject(unknown)
    expect(await ask('PATCH', `${project}/virtual-keys/${keys[0]?.id}`, { budgetId })).toMatchObject(unknown)
    expect(await ask('POST', `${project}/teams`, { budgetId })).toMatchObject(unknown)
    expect(await ask('PATCH', `${project}/teams/${teams[0]?.id}`, { budgetId })).toMatchObject(unknown)
  }
})

test('members see budgets and change none', async () => {
  await withRole(server, 'MEMBER', async () => {
    expect((await ask('GET', `${project}/budgeted`)).status).toBe(200)
    expect(await named()).toMatchObject({ mayChange: false })
    expect((await ask('POST', `${project}/budgets`, { id: 'mine' })).status).toBe(403)
  })
})

test.each([{ id: '' }, { id: 'x', maxBudget: -1 }, { id: 'x', budgetDuration: 'soon' }])(
  '%j is refused',
  async (body) => {
    expect((await ask('POST', `${project}/budgets`, body)).status).toBe(400)
  },
)
