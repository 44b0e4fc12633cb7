import { createGatewayTeam } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

/** What the config file opens: a team with a comma in its id, one of another project, one that is not there. */
const opened = ['open', 'open, as well', 'elsewhere', 'gone']

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer({
    model_list: [{ model_name: 'fast', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }],
    litellm_settings: { default_internal_user_params: { available_teams: opened } },
  })
  const { context } = world.server.server
  await manage('/project/new', { project_id: 'of-others', project_alias: 'Of others' })
  await createGatewayTeam(context, {
    ...{ id: 'elsewhere', changes: { projectId: 'of-others' }, members: [], by: 'admin' },
  })
  for (const team_id of ['open', 'open, as well', 'closed'])
    await manage('/team/new', {
      ...{ team_id, models: ['fast'], metadata: { logging: ['secret'], floor: 3 }, max_budget: 5 },
      members_with_roles: [{ role: 'admin', user_id: 'chief' }],
    })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)
const manage: GatewayWithServer['manage'] = (...wanted) => world.manage(...wanted)
const join = (key: string, team_id: string, member: object, more: object = {}) =>
  ask('/team/member_add', { team_id, member, ...more }, key)
const available = async (key?: string) => {
  const { status, body } = await ask('/team/available', undefined, key)
  return status === 200 ? body.map(({ team_id }: { team_id: string }) => team_id) : status
}

async function newcomer(user_id: string, wishes: object = {}): Promise<string> {
  await manage('/user/new', {
    user_id,
    user_email: `${user_id}@example.com`,
    auto_create_key: false,
    ...wishes,
  })
  return (await manage('/key/generate', { user_id })).key
}

test('a user sees the teams that the file opens, joins one as a plain member, and works in it', async () => {
  const key = await newcomer('ada')
  const { body } = await ask('/team/available', undefined, key)
  expect(body).toEqual([
    expect.objectContaining({ team_id: 'open', models: ['fast'], max_budget: 5, blocked: false }),
    expect.objectContaining({ team_id: 'open, as well' }),
  ])
  for (const field of ['members_with_roles', 'admins', 'members', 'metadata', 'spend'])
    expect(body[0]).not.toHaveProperty(field)

  const joined = await join(key, 'open', { user_id: 'ada', role: 'user' })
  expect(joined).toMatchObject({
    status: 200,
    body: { team_id: 'open', members: ['chief', 'ada'], updated_team_memberships: [{ user_id: 'ada' }] },
  })
  expect(joined.body.metadata).toEqual({ floor: 3 })
  expect(await available(key)).toEqual(['open, as well'])
  expect(await ask(`/team/permissions_list?team_id=open`, undefined, key)).toMatchObject({ status: 403 })
  expect(await join(key, 'open, as well', { user_email: 'ada@example.com' })).toMatchObject({ status: 200 })
  expect(await available(key)).toEqual([])
  const again = await join(key, 'open', { user_id: 'ada' })
  expect([again.status, again.body.error.message]).toEqual([400, 'User ada is already in team open'])
  const shown = await ask('/team/info?team_id=open', undefined, key)
  expect(shown).toMatchObject({
    status: 200,
    body: { team_id: 'open', team_info: { models: ['fast'], metadata: { floor: 3 } }, keys: [] },
  })
  expect(await ask('/team/info?team_id=closed', undefined, key)).toMatchObject({ status: 404 })
})

test('nobody joins as an admin, with a budget, for somebody else, or where the file does not say so', async () => {
  const key = await newcomer('eve')
  await newcomer('bob')
  const self = { user_id: 'eve', role: 'user' }
  const refusals = [
    [join(key, 'open', { ...self, role: 'admin' }), 'only an admin makes admins'],
    [join(key, 'open', self, { max_budget_in_team: 100 }), 'cannot set a budget'],
    [join(key, 'open', self, { rpm_limit: null }), 'cannot set a budget or limits'],
    [join(key, 'open', { user_id: 'bob' }), 'belongs to user eve, who may add nobody else'],
    [join(key, 'open', { user_id: 'bob', user_email: 'eve@example.com' }), 'nobody else'],
    [join(key, 'open', { user_email: 'bob@example.com' }), 'nobody else'],
    [join(key, 'open', { user_id: 'not-there-yet' }), 'nobody else'],
    [ask('/team/member_add', { team_id: 'open', member: [self, { user_id: 'bob' }] }, key), 'nobody else'],
    [ask('/team/bulk_member_add', { team_id: 'open', members: [self] }, key), 'Only proxy admin'],
    [join(key, 'closed', self), 'team closed is not open to users'],
    [join(key, 'elsewhere', self), 'there is no team elsewhere in the project of user eve'],
    [join(key, 'gone', self), 'there is no team gone in the project of user eve'],
  ] as const
  for (const [refusal, reason] of refusals) {
    const { status, body } = await refusal
    expect([status, body.error.message]).toEqual([403, expect.stringContaining(reason)])
  }
  const { team_info } = await manage('/team/info?team_id=open')
  expect(team_info.members).not.toEqual(expect.arrayContaining(['eve']))
  expect(await ask('/user/info?user_id=not-there-yet')).toMatchObject({ status: 404 })
  expect(await available(key)).toEqual(['open', 'open, as well'])
})

test('viewers look and do not join; keys without a user neither; a caller cannot open teams by a header', async () => {
  for (const user_role of ['internal_user_viewer', 'proxy_admin_viewer']) {
    const viewer = await newcomer(user_role, { user_role })
    expect(await available(viewer)).toEqual(['open', 'open, as well'])
    const { status, body } = await join(viewer, 'open', { user_id: user_role })
    expect([status, body.error.message]).toEqual([403, expect.stringContaining(`the role ${user_role} may`)])
  }
  const { key: nobodys } = await manage('/key/generate', {})
  expect(await available(nobodys)).toBe(404)
  const { status: refused, body: told } = await join(nobodys, 'open', { user_id: 'chief' })
  expect([refused, told.error.message]).toEqual([403, expect.stringContaining('belongs to no user')])
  const mallory = await newcomer('mallory')
  const body = { team_id: 'closed', member: { user_id: 'mallory' } }
  const { status } = await world.gateway.fetch('/team/member_add', body, {
    ...{ authorization: `Bearer ${mallory}`, 'x-kansoku-available-teams': 'closed' },
  })
  expect(status).toBe(403)
})

test('the holder of the master key sees all that are open, and adds whom it wants', async () => {
  expect(await available()).toEqual(['open', 'open, as well'])
  const member = { user_id: 'dora', role: 'admin' }
  const added = await ask('/team/member_add', { team_id: 'closed', member, max_budget_in_team: 1 })
  expect(added).toMatchObject({ status: 200, body: { admins: ['chief', 'dora'] } })
})
