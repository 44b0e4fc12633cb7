import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer({ model_list: [] })
})
afterAll(() => world?.[Symbol.asyncDispose]())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
async function ask(path: string, body?: unknown, key?: string): Promise<{ status: number; body: any }> {
  const answer = await world.gateway.fetch(path, body, key ? { authorization: `Bearer ${key}` } : {})
  return { status: answer.status, body: await answer.json() }
}

/** What has to work for a test to mean anything. */
// biome-ignore lint/suspicious/noExplicitAny: asserted field by field
async function manage(path: string, body?: unknown): Promise<any> {
  const { status, body: answer } = await ask(path, body)
  if (status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`)
  return answer
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
