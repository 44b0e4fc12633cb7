import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer({
    model_list: [{ model_name: 'fast', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }],
  })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)
const manage: GatewayWithServer['manage'] = (...wanted) => world.manage(...wanted)

const keyFor = async (wishes: object): Promise<string> => (await manage('/key/generate', wishes)).key

/** A team with an admin, a member, and a key of neither. */
async function startTeam(id: string) {
  const [admin, member] = [`admin-of-${id}`, `member-of-${id}`]
  await manage('/team/new', {
    team_id: id,
    metadata: { logging: [] },
    members_with_roles: [
      { role: 'admin', user_id: admin },
      { role: 'user', user_id: member },
    ],
  })
  return {
    admin: await keyFor({ user_id: admin }),
    member: await keyFor({ user_id: member }),
    memberId: member,
    shared: await keyFor({ team_id: id, metadata: { logging: ['secret'], floor: 3 } }),
  }
}

const grant = (team_id: string, team_member_permissions: string[], key?: string) =>
  ask('/team/permissions_update', { team_id, team_member_permissions }, key)

test('proxy admins and admins of the team say what members may do, and nobody else', async () => {
  const { admin, member, shared } = await startTeam('told')
  const other = await startTeam('other-told')
  const path = '/team/permissions_list?team_id=told'
  expect(await manage(path)).toEqual({
    team_id: 'told',
    team_member_permissions: ['/key/info', '/key/health'],
    all_available_permissions: expect.arrayContaining(['/key/generate', '/key/delete', '/key/block']),
  })
  for (const key of [member, shared, other.admin]) {
    expect(await ask(path, undefined, key)).toMatchObject({ status: 403 })
    expect(await grant('told', ['/key/delete'], key)).toMatchObject({ status: 403 })
  }
  const granted = await grant('told', ['/key/block'], admin)
  expect(granted).toMatchObject({ status: 200, body: { team_member_permissions: ['/key/block'] } })
  expect(granted.body.metadata).not.toHaveProperty('logging')
  expect((await manage('/team/info?team_id=told')).team_info.team_member_permissions).toEqual(['/key/block'])
  expect(await grant('told', ['/user/new'])).toMatchObject({ status: 400 })
  expect(await ask('/team/permissions_list?team_id=nowhere')).toMatchObject({ status: 404 })
  expect(await ask('/team/permissions_list?team_id=nowhere', undefined, admin)).toMatchObject({ status: 403 })
  await manage('/team/update', { team_id: 'told', team_member_permissions: null })
  expect((await manage(path)).team_member_permissions).toEqual(['/key/info', '/key/health'])
})

test('a member does with the keys of the team what the team lets members do', async () => {
  const { member, shared } = await startTeam('let')
  const info = `/key/info?key=${shared}`
  const seen = await ask(info, undefined, member)
  expect(seen).toMatchObject({ status: 200, body: { info: { team_id: 'let', metadata: { floor: 3 } } } })
  expect(seen.body.info.metadata).not.toHaveProperty('logging')
  expect(await ask('/key/block', { key: shared }, member)).toMatchObject({ status: 403 })
  await grant('let', ['/key/block', '/key/unblock', '/key/delete'])
  expect(await ask(info, undefined, member)).toMatchObject({ status: 404 })
  const blocked = await ask('/key/block', { key: shared }, member)
  expect(blocked).toMatchObject({ status: 200, body: { blocked: true } })
  expect(await ask('/key/unblock', { key: shared }, member)).toMatchObject({ status: 200 })
  expect(await ask('/key/delete', { key_aliases: ['any'] }, member)).toMatchObject({ status: 403 })
  expect((await ask('/key/delete', { keys: [shared] }, member)).body.deleted_keys).toHaveLength(1)
  expect(await ask(info)).toMatchObject({ status: 404 })
})

test('a permission ends at the team, and one foreign key among others refuses them all', async () => {
  const { member, memberId, shared } = await startTeam('here')
  const there = await startTeam('there')
  await grant('here', ['/key/delete', '/key/info', '/key/generate'])
  await grant('there', ['/key/delete', '/key/info', '/key/generate'])
  const alone = await keyFor({})
  for (const foreign of [there.shared, there.member, alone, 'sk-that-is-not-there']) {
    expect(await ask('/key/delete', { keys: [shared, foreign] }, member)).toMatchObject({ status: 403 })
    expect(await ask(`/key/info?key=${foreign}`, undefined, member)).toMatchObject({ status: 404 })
  }
  expect(await ask('/key/generate', { team_id: 'there' }, member)).toMatchObject({ status: 403 })
  await manage('/team/member_add', { team_id: 'there', member: { user_id: memberId } })
  const ofHere = await keyFor({ user_id: memberId, team_id: 'here' })
  expect(await ask('/key/delete', { keys: [there.shared] }, ofHere)).toMatchObject({ status: 403 })
  expect(await ask('/key/delete', { keys: [there.shared] }, member)).toMatchObject({ status: 200 })
  await manage('/team/member_delete', { team_id: 'here', user_id: memberId })
  expect(await ask('/key/delete', { keys: [shared] }, member)).toMatchObject({ status: 403 })
})

test('a member makes keys for the team that are its own, and no rights beyond', async () => {
  const { member, memberId } = await startTeam('makers')
  await manage('/user/new', { user_id: 'chief', user_role: 'proxy_admin' })
  const wish = { team_id: 'makers', models: ['fast'] }
  expect(await ask('/key/generate', wish, member)).toMatchObject({ status: 403 })
  await grant('makers', ['/key/generate'])
  expect(await ask('/key/generate', {}, member)).toMatchObject({ status: 403 })
  for (const more of [
    { user_id: 'chief' },
    { project_id: 'any' },
    { budget_id: 'any' },
    { metadata: { enforced_params: [] } },
    { object_permission: { mcp_servers: ['any'] } },
  ])
    expect(await ask('/key/generate', { ...wish, ...more }, member), JSON.stringify(more)).toMatchObject({
      status: 403,
    })
  const made = await ask('/key/generate', wish, member)
  expect(made).toMatchObject({ status: 200, body: { team_id: 'makers', user_id: memberId } })
  const messages = [{ role: 'user', content: 'ping' }]
  expect(await ask('/v1/chat/completions', { model: 'fast', messages }, made.body.key)).toMatchObject({
    status: 200,
  })
})

test('a member changes what a key of the team may spend, and neither whose it is nor what watches over it', async () => {
  const { member, shared } = await startTeam('changers')
  const wish = { key: shared, models: ['fast'], max_budget: 5 }
  expect(await ask('/key/update', wish, member)).toMatchObject({ status: 403 })
  await grant('changers', ['/key/update'])
  for (const more of [
    { user_id: 'somebody' },
    { team_id: null },
    { project_id: null },
    { guardrails: [] },
    { metadata: {} },
    { blocked: false },
  ])
    expect(await ask('/key/update', { ...wish, ...more }, member), JSON.stringify(more)).toMatchObject({
      status: 403,
    })
  const changed = await ask('/key/update', wish, member)
  expect(changed).toMatchObject({ status: 200, body: { max_budget: 5, metadata: { floor: 3 } } })
  expect(changed.body.metadata).not.toHaveProperty('logging')
  expect(await ask('/key/update', { ...wish, key: await keyFor({}) }, member)).toMatchObject({ status: 403 })
})
