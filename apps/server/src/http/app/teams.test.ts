import type { createProjectTeam, getProjectTeam, listProjectTeams, RouteResponse } from '@kansoku/contracts'
import {
  addTeamMembers,
  createGatewayBudget,
  createGatewayKey,
  createGatewayTeam,
  createHolder,
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

const teams = '/api/app/projects/cline-project/teams'
type Created = RouteResponse<typeof createProjectTeam>
type Detail = RouteResponse<typeof getProjectTeam>

async function ask<T = unknown>(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(path, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, body: (await answer.json()) as T }
}

const create = async (body: object) => (await ask<Created>('POST', teams, body)).body
const list = async () => (await ask<RouteResponse<typeof listProjectTeams>>('GET', teams)).body
const detail = async (id: string) => (await ask<Detail>('GET', `${teams}/${id}`)).body

test('a team is made with a budget, changed, blocked and deleted with its keys', async () => {
  const wishes = {
    alias: 'Research',
    models: ['claude-*'],
    maxBudget: 20,
    budgetDuration: '30d',
    rpmLimit: 60,
  }
  const team = await create(wishes)
  expect(team).toMatchObject({ ...wishes, tpmLimit: null, spend: 0, isBlocked: false, memberCount: 0 })
  expect((await list()).teams).toEqual([team])
  const key = await ask<{ id: string }>('POST', '/api/app/projects/cline-project/virtual-keys', {
    ...{ alias: 'of the team', teamId: team.id },
  })
  expect(key.body).toMatchObject({ teamId: team.id })

  const { body: changed } = await ask('PATCH', `${teams}/${team.id}`, { isBlocked: true, maxBudget: null })
  const own = { maxBudget: null, budgetDuration: '30d', rpmLimit: 60, tpmLimit: null }
  expect(changed).toEqual({ ...team, isBlocked: true, maxBudget: null, budgetResetAt: null, own })
  expect((await detail(team.id)).keys.map(({ alias }) => alias)).toEqual(['of the team'])
  expect((await ask('DELETE', `${teams}/${team.id}`)).status).toBe(200)
  expect((await list()).teams).toEqual([])
  const { body } = await ask<{ keys: unknown[] }>('GET', '/api/app/projects/cline-project/virtual-keys')
  expect(body.keys).toEqual([])
})

test('limits with a name hold where a team has none of its own', async () => {
  const { context } = server.server
  await createGatewayBudget(context, { id: 'small', limits: { max_budget: 3, tpm_limit: 1000 }, by: 'admin' })
  const changes = { alias: 'Named', budgetId: 'small', tpm_limit: 500 }
  await createGatewayTeam(context, { id: 'named', changes, members: [], by: 'admin' })
  expect((await detail('named')).team).toMatchObject({ maxBudget: 3, tpmLimit: 500 })

  const { id } = await create({ alias: 'Of the plan', budgetId: 'small' })
  expect((await detail(id)).team).toMatchObject({
    ...{ budgetId: 'small', maxBudget: 3, tpmLimit: 1000, own: { maxBudget: null, tpmLimit: null } },
  })
  await ask('PATCH', `${teams}/${id}`, { budgetId: null })
  expect((await detail(id)).team).toMatchObject({ budgetId: null, maxBudget: null, tpmLimit: null })
  const unknown = await ask('PATCH', `${teams}/${id}`, { budgetId: 'nobody has made it' })
  expect(unknown.status).toBe(400)
  expect(unknown.body).toMatchObject({ message: expect.stringContaining('nobody has made it') })
  await ask('DELETE', `${teams}/${id}`)
})

test('a user that the management routes made is found by its address', async () => {
  const { context } = server.server
  await createHolder(context, { kind: 'user', id: 'mio', changes: { email: 'mio@example.com' }, by: 'admin' })
  const { id } = await create({ alias: 'Found' })
  const wish = { named: 'mio@example.com', maxBudget: null, budgetDuration: null }
  await ask('POST', `${teams}/${id}/members`, wish)
  expect((await detail(id)).members).toMatchObject([{ id: 'mio', email: 'mio@example.com' }])
})

test('teams without a project are those of the default one', async () => {
  const { context } = server.server
  await createGatewayTeam(context, { id: 'nobodys', changes: {}, members: [], by: 'admin' })
  expect((await list()).teams.map(({ id }) => id)).toContain('nobodys')
  // Another project takes over as the default one.
  await createOtherProject(server)
  expect((await list()).teams.map(({ id }) => id)).not.toContain('nobodys')
})

test('a team and its members have spent what their calls cost, day by day', async () => {
  const team = await create({ alias: 'Spenders', maxBudget: 20, budgetDuration: '30d' })
  const members = `${teams}/${team.id}/members`
  const aya = { named: 'aya', role: 'admin', maxBudget: 5, budgetDuration: '30d' }
  expect((await ask('POST', members, aya)).status).toBe(200)
  const ken = { named: 'ken@example.com', maxBudget: null, budgetDuration: null }
  expect((await ask('POST', members, ken)).status).toBe(200)
  expect((await ask('POST', members, aya)).status).toBe(400)

  const paid = { team: team.id, user: 'aya', key: 'a'.repeat(64) }
  await shipCalls(server, 'cline-project', [{ ...paid, costDetails: { total: 0.5 } }])
  // A budget counts its team's calls wherever they land.
  await shipCalls(server, otherProjectId, [{ ...paid, user: 'ken', costDetails: { total: 1 } }])

  const shown = await detail(team.id)
  expect(shown.team).toMatchObject({ spend: 1.5, memberCount: 2 })
  expect(shown.days).toEqual([{ day: new Date().toISOString().slice(0, 10), spend: 1.5 }])
  expect(shown.members).toMatchObject([
    { id: 'aya', email: null, role: 'admin', spend: 0.5, maxBudget: 5 },
    { email: 'ken@example.com', role: 'user', spend: 0, maxBudget: null },
  ])

  const change = { role: 'user', maxBudget: 8, budgetDuration: null }
  expect((await ask('PATCH', `${members}/aya`, change)).status).toBe(200)
  expect((await detail(team.id)).members[0]).toMatchObject({
    role: 'user',
    maxBudget: 8,
    budgetResetAt: null,
  })
  expect((await ask('DELETE', `${members}/aya`)).status).toBe(200)
  expect((await detail(team.id)).members.map(({ email }) => email)).toEqual(['ken@example.com'])
})

test('teams of another project are not there', async () => {
  const { context } = server.server
  const theirs = { id: 'theirs', changes: { projectId: otherProjectId }, members: [], by: 'admin' }
  await createGatewayTeam(context, theirs)
  expect((await list()).teams.map(({ id }) => id)).not.toContain('theirs')
  const one = `${teams}/theirs`
  const member = { named: 'aya', maxBudget: null, budgetDuration: null }
  const tries = [
    ...[ask('GET', one), ask('PATCH', one, { isBlocked: true }), ask('DELETE', one)],
    ...[ask('POST', `${one}/members`, member), ask('DELETE', `${one}/members/aya`)],
    ask('POST', '/api/app/projects/cline-project/virtual-keys', { teamId: 'theirs' }),
  ]
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
})

test('users of another project are not told of, by their ids or their addresses', async () => {
  const { context } = server.server
  const changes = { email: 'secret@example.com', projectId: otherProjectId }
  await createHolder(context, { kind: 'user', id: 'their-user', changes, by: 'admin' })
  const { id } = await create({ alias: 'Curious' })
  const wish = { maxBudget: null, budgetDuration: null }
  const byId = await ask('POST', `${teams}/${id}/members`, { ...wish, named: 'their-user' })
  expect(byId).toMatchObject({ status: 400 })
  expect(JSON.stringify(byId.body)).not.toContain('secret@example.com')
  await ask('POST', `${teams}/${id}/members`, { ...wish, named: 'secret@example.com' })
  const [added] = (await detail(id)).members
  expect(added?.id).not.toBe('their-user')
})

test('members of the project see teams and change none; keys that land elsewhere are not shown', async () => {
  const { context } = server.server
  const { id } = await create({ alias: 'Watched' })
  await addTeamMembers(context, {
    teamId: id,
    members: [{ user_id: 'x', role: 'user' }],
    limits: {},
    by: 'admin',
  })
  await createGatewayKey(context, {
    changes: { key_alias: 'lands elsewhere', team_id: id, project_id: otherProjectId },
    by: 'admin',
  })
  expect((await detail(id)).keys).toEqual([])
  // Nor does it go with a team that somebody deletes who does not see it.
  expect((await ask('DELETE', `${teams}/${id}`)).status).toBe(409)
  await withRole(server, 'MEMBER', async () => {
    expect(await detail(id)).toMatchObject({ mayChange: false, team: { alias: 'Watched' } })
    expect((await ask('POST', teams, {})).status).toBe(403)
    expect((await ask('PATCH', `${teams}/${id}`, { isBlocked: true })).status).toBe(403)
    expect((await ask('DELETE', `${teams}/${id}/members/x`)).status).toBe(403)
  })
})

test('who may not see keys sees the teams that they are in themselves, and of those only what concerns them', async () => {
  const { context } = server.server
  const [joined, other] = [await create({ alias: 'Joined' }), await create({ alias: 'Of others' })]
  await addTeamMembers(context, {
    teamId: joined.id,
    members: [
      { user_email: 'Admin@Example.com', role: 'user' },
      { user_id: 'colleague', role: 'user' },
    ],
    limits: {},
    by: 'admin',
  })
  await createGatewayKey(context, {
    changes: { key_alias: 'of a colleague', team_id: joined.id },
    by: 'admin',
  })
  expect((await detail(joined.id)).members).toHaveLength(2)
  await withRole(server, 'VIEWER', async () => {
    const seen = await list()
    expect([seen.mayChange, seen.teams.map(({ alias }) => alias)]).toEqual([false, ['Joined']])
    expect(await detail(joined.id)).toMatchObject({
      ...{ mayChange: false, team: { alias: 'Joined' }, keys: [] },
      members: [{ email: 'Admin@Example.com' }],
    })
    expect((await ask('GET', `${teams}/${other.id}`)).status).toBe(403)
    expect((await ask('POST', teams, {})).status).toBe(403)
  })
})

test.each([{ maxBudget: -1 }, { budgetDuration: 'soon' }, { alias: '' }, { models: 'all' }])(
  '%j is refused',
  async (body) => {
    expect((await ask('POST', teams, body)).status).toBe(400)
  },
)
