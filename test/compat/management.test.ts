import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { masterKey } from '../../apps/gateway/src/testing/start-test-gateway.ts'
import { shipCalls } from '../../apps/server/src/testing/ship-calls.ts'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer({ model_list: [] })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)
const manage: GatewayWithServer['manage'] = (...wanted) => world.manage(...wanted)

/** With another method. */
async function send(method: string, path: string, body: unknown) {
  const answer = await fetch(`${world.gateway.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

describe('changes of many', () => {
  test('keys are changed each for itself, and what could not be is told', async () => {
    const { key, token } = await manage('/key/generate', { key_alias: 'one of many' })
    const missing = 'sk-that-nobody-has'
    const answer = await manage('/key/bulk_update', {
      keys: [
        { key, max_budget: 3, tags: ['batch'] },
        { key: missing, max_budget: 3 },
      ],
    })
    expect(answer).toEqual({
      total_requested: 2,
      successful_updates: [
        { key, key_info: expect.objectContaining({ token, max_budget: 3, metadata: { tags: ['batch'] } }) },
      ],
      failed_updates: [{ key: missing, key_info: null, failed_reason: 'Key not found in database' }],
    })
    expect(await ask('/key/bulk_update', { keys: [{ key, max_budget: -1 }] })).toMatchObject({ status: 400 })
    expect(await ask('/key/bulk_update', { keys: [] })).toMatchObject({ status: 400 })
  })

  test('users are changed each for itself, or all alike', async () => {
    for (const user_id of ['ann', 'bob'])
      await manage('/user/new', { user_id, user_email: `${user_id}@example.com`, auto_create_key: false })
    const some = await manage('/user/bulk_update', {
      users: [
        { user_email: 'ann@example.com', max_budget: 7 },
        { user_id: 'nobody', max_budget: 7 },
      ],
    })
    expect(some).toMatchObject({
      results: [
        { user_id: 'ann', success: true, error: null, updated_user: { max_budget: 7 } },
        { user_id: 'nobody', success: false, error: expect.stringContaining('nobody'), updated_user: null },
      ],
      ...{ total_requested: 2, successful_updates: 1, failed_updates: 1 },
    })
    const all = await manage('/user/bulk_update', { all_users: true, user_updates: { rpm_limit: 9 } })
    expect(all).toMatchObject({ total_requested: 2, successful_updates: 2 })
    expect(await manage('/v2/user/info?user_id=ann')).toMatchObject({
      ...{ user_email: 'ann@example.com', max_budget: 7, rpm_limit: 9, teams: [] },
    })
    expect(await ask('/user/bulk_update', { all_users: true })).toMatchObject({ status: 400 })
  })

  test('users are found by a part of what they are called', async () => {
    const ann = { user_id: 'ann', user_email: 'ann@example.com' }
    expect(await manage('/user/filter/ui?user_email=ANN@')).toEqual([ann])
    expect(await manage('/user/filter/ui?user_id=nn&user_email=example')).toEqual([ann])
    expect(await manage('/user/filter/ui?user_id=nn&user_email=nowhere')).toEqual([])
    expect(await manage('/user/filter/ui?user_email=%25')).toEqual([])
    expect(await manage('/user/filter/ui?page_size=1')).toHaveLength(1)
  })

  test('a key sees its own user alone', async () => {
    const { key } = await manage('/key/generate', { user_id: 'ann' })
    expect(await ask('/v2/user/info', undefined, key)).toMatchObject({ body: { user_id: 'ann' } })
    expect(await ask('/v2/user/info?user_id=bob', undefined, key)).toMatchObject({ status: 404 })
    expect(await ask('/user/filter/ui', undefined, key)).toMatchObject({ status: 403 })
  })

  test('members come to a team each for itself, or all users do', async () => {
    await manage('/team/new', { team_id: 'many', members_with_roles: [{ user_id: 'ann', role: 'admin' }] })
    const some = await manage('/team/bulk_member_add', {
      team_id: 'many',
      members: [{ user_id: 'ann' }, { user_email: 'cid@example.com' }],
      max_budget_in_team: 2,
    })
    expect(some).toMatchObject({
      team_id: 'many',
      results: [
        { user_id: 'ann', success: false, error: expect.stringContaining('already') },
        {
          ...{ user_email: 'cid@example.com', success: true, error: null },
          updated_team_membership: { litellm_budget_table: { max_budget: 2 } },
        },
      ],
      ...{ total_requested: 2, successful_additions: 1, failed_additions: 1 },
    })
    expect(some.updated_team.members_with_roles).toHaveLength(2)
    const all = await manage('/team/bulk_member_add', { team_id: 'many', all_users: true })
    expect(all).toMatchObject({ successful_additions: 1 })
    expect(all.updated_team.members).toContain('bob')
    expect(await ask('/team/bulk_member_add', { team_id: 'none', all_users: true })).toMatchObject({
      status: 404,
    })
  })

  test('a budget tells what it can say', async () => {
    await manage('/budget/new', { budget_id: 'small', max_budget: 5 })
    const settings = await manage('/budget/settings?budget_id=small')
    expect(settings).toContainEqual({
      ...{ field_name: 'max_budget', field_type: 'Float', field_description: expect.any(String) },
      ...{ field_value: 5, stored_in_db: true, field_default_value: null },
    })
    const rpm = { field_name: 'rpm_limit', field_value: null, stored_in_db: false }
    expect(settings).toContainEqual(expect.objectContaining(rpm))
    expect(await ask('/budget/settings?budget_id=none')).toMatchObject({ status: 404 })
  })
})

describe('an organisation', () => {
  test('has members, who come, change and go', async () => {
    await manage('/organization/new', { organization_id: 'acme', organization_alias: 'Acme' })
    const added = await manage('/organization/member_add', {
      organization_id: 'acme',
      member: [
        { user_id: 'ann', role: 'org_admin' },
        { user_email: 'new@example.com', role: 'internal_user' },
      ],
    })
    expect(added).toMatchObject({
      organization_id: 'acme',
      updated_organization_memberships: [
        { user_id: 'ann', user_email: 'ann@example.com', user_role: 'org_admin', spend: 0 },
        { user_email: 'new@example.com', user_role: 'internal_user' },
      ],
    })
    expect(added.updated_users).toHaveLength(2)
    const again = { organization_id: 'acme', member: { user_id: 'ann', role: 'org_admin' } }
    expect(await ask('/organization/member_add', again)).toMatchObject({ status: 400 })
    const limited = { ...again, max_budget_in_organization: 3 }
    expect(await ask('/organization/member_add', limited)).toMatchObject({
      status: 400,
      body: { error: { param: 'max_budget_in_organization' } },
    })

    const ann = { organization_id: 'acme', user_email: 'ann@example.com' }
    const changed = await send('PATCH', '/organization/member_update', { ...ann, role: 'internal_user' })
    expect(changed).toMatchObject({ status: 200, body: { user_id: 'ann', user_role: 'internal_user' } })
    expect(await send('DELETE', '/organization/member_delete', ann)).toMatchObject({
      status: 200,
      body: { user_id: 'ann' },
    })
    expect(await send('DELETE', '/organization/member_delete', ann)).toMatchObject({ status: 404 })
    expect(await manage('/organization/info?organization_id=acme')).toMatchObject({
      members: [{ user_email: 'new@example.com' }],
    })
  })

  test('knows what its members spent in it', async () => {
    await manage('/organization/new', { organization_id: 'spent', organization_alias: 'Spent' })
    const member = { user_id: 'ann', role: 'internal_user' }
    await manage('/organization/member_add', { organization_id: 'spent', member })
    const paid = { user: 'ann', costDetails: { total: 0.5 } }
    await shipCalls(world.server, 'cline-project', [
      { ...paid, organization: 'spent' },
      { ...paid, organization: 'another' },
    ])
    expect(await manage('/organization/info?organization_id=spent')).toMatchObject({
      members: [{ user_id: 'ann', spend: 0.5 }],
    })
  })
})

describe('callbacks of a team', () => {
  const callback = {
    callback_name: 'langfuse',
    callback_type: 'success',
    callback_vars: { langfuse_public_key: 'pk-1', langfuse_secret_key: 'sk-secret-1234' },
  }

  test('are added, told without their secrets, replaced and taken away', async () => {
    await manage('/team/new', { team_id: 'told', metadata: { floor: 3 } })
    const added = await manage('/team/told/callback', callback)
    expect(added).toMatchObject({ status: 'success', data: { metadata: { floor: 3, logging: [callback] } } })
    const shown = {
      ...{ team_id: 'told', success_callbacks: ['langfuse'], failure_callbacks: [] },
      callback_vars: { langfuse_public_key: 'pk-1', langfuse_secret_key: '****1234' },
    }
    expect(await manage('/team/told/callback')).toEqual({ status: 'success', data: shown })

    const replaced = {
      ...callback,
      callback_vars: { ...callback.callback_vars, langfuse_public_key: 'pk-2' },
    }
    await manage('/team/told/callback', replaced)
    expect(await manage('/team/told/callback')).toMatchObject({
      data: { success_callbacks: ['langfuse'], callback_vars: { langfuse_public_key: 'pk-2' } },
    })
    const disabled = await manage('/team/told/disable_logging', {})
    expect(disabled.data).toMatchObject({ success_callbacks: [], callback_vars: {} })
    expect(await manage('/team/info?team_id=told')).toMatchObject({
      team_info: { metadata: { floor: 3, logging: [] } },
    })
  })

  test('keep their secrets from keys of the team', async () => {
    await manage('/team/new', { team_id: 'secret' })
    await manage('/team/secret/callback', callback)
    const { key } = await manage('/key/generate', { team_id: 'secret' })
    const { body } = await ask('/team/info', undefined, key)
    expect(body.team_id).toBe('secret')
    expect(JSON.stringify(body)).not.toContain('sk-secret')
  })

  test('that would have no effect are refused', async () => {
    await manage('/team/new', { team_id: 'quiet' })
    const other = { ...callback, callback_name: 'datadog' }
    expect(await ask('/team/quiet/callback', other)).toMatchObject({ status: 400 })
    expect(await ask('/team/none/callback', callback)).toMatchObject({ status: 404 })
  })
})

test('a month is predicted from its days', async () => {
  const data = [{ date: '2026-11-29', spend: 2, api_key: 'sk-of-somebody' }]
  expect(await manage('/global/predict/spend/logs', { data })).toEqual({
    response: [{ date: '2026-11-30', predicted_spend: 2 }],
    predicted_spend: 'Predicted Spend for November 2026, $4.00',
  })
})

describe('projects', () => {
  test('are made, renamed, told with what landed in them, and deleted', async () => {
    const made = await manage('/project/new', { project_id: 'bills', project_alias: 'Bills' })
    expect(made).toMatchObject({ project_id: 'bills', project_alias: 'Bills', spend: 0 })
    expect(await ask('/project/new', { project_id: 'bills', project_alias: 'Again' })).toMatchObject({
      status: 400,
    })
    await manage('/project/update', { project_id: 'bills', project_alias: 'Invoices' })
    await shipCalls(world.server, 'bills', [{ costDetails: { total: 0.25 } }])
    expect(await manage('/project/info?project_id=bills')).toMatchObject({
      ...{ project_alias: 'Invoices', spend: 0.25 },
    })
    expect(await manage('/project/list')).toContainEqual(expect.objectContaining({ project_id: 'bills' }))

    const { token } = await manage('/key/generate', { project_id: 'bills' })
    const gone = { project_ids: ['bills'] }
    expect(await send('DELETE', '/project/delete', gone)).toMatchObject({ status: 409 })
    await manage('/key/delete', { keys: [token] })
    expect(await send('DELETE', '/project/delete', gone)).toMatchObject({
      status: 200,
      body: [{ project_id: 'bills' }],
    })
    expect(await ask('/project/info?project_id=bills')).toMatchObject({ status: 404 })
    // What was on its way to it must not land in another.
    expect(await ask('/project/new', { project_id: 'bills', project_alias: 'Back' })).toMatchObject({
      status: 400,
    })
  })

  test('that calls land in by default stay', async () => {
    const kept = { project_ids: ['cline-project'] }
    expect(await send('DELETE', '/project/delete', kept)).toMatchObject({ status: 409 })
  })

  test('of one organisation do not all go, not at once either', async () => {
    await world.server.server.context.metadata.pool.query(`
      INSERT INTO kansoku.organizations (id, name) VALUES ('two', 'Two');
      INSERT INTO kansoku.projects (id, name, organization_id) VALUES ('first', 'First', 'two'), ('second', 'Second', 'two')`)
    const both = { project_ids: ['first', 'second'] }
    expect(await send('DELETE', '/project/delete', both)).toMatchObject({ status: 409 })
    expect((await ask('/project/info?project_id=first')).status).toBe(200)
  })

  test('have no limits: one that is asked for is refused with its name', async () => {
    const wish = { project_alias: 'Limited', max_budget: 3 }
    expect(await ask('/project/new', wish)).toMatchObject({
      status: 400,
      body: { error: { param: 'max_budget' } },
    })
  })
})
