import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { internalSecret } from '../../apps/server/src/testing/start-test-server.ts'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'
import { until } from '../kit/until.ts'

const pong = { model: 'openai/gpt-4o', mock_response: 'pong' }
const config = {
  model_list: ['fast', 'smart'].map((model_name) => ({ model_name, litellm_params: pong })),
  litellm_settings: { max_budget: 1000, budget_duration: '30d' },
}

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer(config)
})
afterAll(() => world?.[Symbol.asyncDispose]())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
type Answer = { status: number; body: any; headers: Headers }

/** As the holder of the master key, unless a key is given. */
async function ask(path: string, body?: unknown, key?: string): Promise<Answer> {
  const answer = await world.gateway.fetch(path, body, key ? { authorization: `Bearer ${key}` } : {})
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

const manage: GatewayWithServer['manage'] = (...wanted) => world.manage(...wanted)
const keyFor = async (wishes: object): Promise<string> => (await manage('/key/generate', wishes)).key

const call = (key: string | undefined, more: object = {}) =>
  ask('/v1/chat/completions', { model: 'fast', messages: [{ role: 'user', content: 'ping' }], ...more }, key)

describe('a team', () => {
  test('lends its models and names to its keys, and blocks them with itself', async () => {
    const team = await manage('/team/new', {
      team_alias: 'red',
      models: ['fast'],
      model_aliases: { ours: 'smart' },
      metadata: { floor: 3 },
      members_with_roles: [{ role: 'admin', user_email: 'ann@example.com' }],
    })
    expect(team).toMatchObject({ team_alias: 'red', metadata: { floor: 3 }, blocked: false, spend: 0 })
    expect(team.members_with_roles).toEqual([
      { role: 'admin', user_email: 'ann@example.com', user_id: team.admins[0] },
    ])
    const key = await keyFor({ team_id: team.team_id })
    expect(await call(key)).toMatchObject({ status: 200 })
    expect(await call(key, { model: 'smart' })).toMatchObject({
      status: 401,
      body: {
        error: { type: 'team_model_access_denied', message: expect.stringContaining("models=['fast']") },
      },
    })
    await manage('/team/model/add', { team_id: team.team_id, models: ['smart'] })
    expect(await call(key, { model: 'ours' })).toMatchObject({ status: 200, body: { model: 'ours' } })
    await manage('/team/block', { team_id: team.team_id })
    expect(await call(key)).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringContaining('Team=') } },
    })
    await manage('/team/unblock', { team_id: team.team_id })
    expect(await call(key)).toMatchObject({ status: 200 })
    expect((await ask('/team/info', undefined, key)).body).toMatchObject({
      team_info: { team_alias: 'red' },
      keys: [],
    })
    expect(await manage('/team/delete', { team_ids: [team.team_id] })).toEqual({
      deleted_teams: [team.team_id],
    })
    expect(await call(key)).toMatchObject({ status: 401 })
  })

  test('has members, who come, change and go', async () => {
    await manage('/team/new', { team_id: 'blue' })
    const added = await manage('/team/member_add', {
      team_id: 'blue',
      member: [{ role: 'user', user_id: 'bob' }],
      max_budget_in_team: 3,
    })
    expect(added).toMatchObject({
      members: ['bob'],
      updated_team_memberships: [{ user_id: 'bob', litellm_budget_table: { max_budget: 3 } }],
    })
    expect(await ask('/team/member_add', { team_id: 'blue', member: { user_id: 'bob' } })).toMatchObject({
      status: 400,
    })
    expect(await manage('/team/list?user_id=bob')).toMatchObject([{ team_id: 'blue' }])
    expect(await manage('/user/info?user_id=bob')).toMatchObject({
      teams: [{ team_id: 'blue', role: 'user' }],
    })
    const changed = { team_id: 'blue', user_id: 'bob', role: 'admin', max_budget_in_team: 4 }
    expect(await manage('/team/member_update', changed)).toMatchObject({
      role: 'admin',
      max_budget_in_team: 4,
    })
    const key = await keyFor({ team_id: 'blue', user_id: 'bob' })
    const personal = await keyFor({ user_id: 'bob' })
    expect(await manage('/team/member_delete', { team_id: 'blue', user_id: 'bob' })).toMatchObject({
      members: [],
    })
    expect(await call(key)).toMatchObject({ status: 401 })
    expect(await call(personal)).toMatchObject({ status: 200 })
    expect(await ask('/team/member_delete', { team_id: 'blue', user_id: 'bob' })).toMatchObject({
      status: 404,
    })
  })

  test('keeps its metadata when it gets tags', async () => {
    await manage('/team/new', { team_id: 'tagged', metadata: { floor: 3 } })
    expect(await manage('/team/update', { team_id: 'tagged', tags: ['batch'] })).toMatchObject({
      data: { metadata: { floor: 3, tags: ['batch'] } },
    })
  })

  test('must exist for a key to belong to it, as must a budget', async () => {
    for (const wish of [{ team_id: 'nowhere' }, { budget_id: 'nowhere' }])
      expect(await ask('/key/generate', wish)).toMatchObject({ status: 400 })
  })
})

describe('a user', () => {
  test('gets a key at once, and goes with it', async () => {
    const user = await manage('/user/new', { user_email: 'cleo@example.com', models: ['smart'] })
    expect(user).toMatchObject({ user_role: 'internal_user', key: expect.stringMatching(/^sk-/) })
    expect(await call(user.key)).toMatchObject({
      status: 401,
      body: { error: { type: 'user_model_access_denied' } },
    })
    await manage('/user/update', { user_email: 'cleo@example.com', models: [], user_alias: 'Cleo' })
    expect(await call(user.key)).toMatchObject({ status: 200 })
    expect((await ask('/user/info', undefined, user.key)).body).toMatchObject({
      user_info: { user_alias: 'Cleo' },
      keys: [{ token: user.token }],
    })
    expect(await ask('/user/info?user_id=bob', undefined, user.key)).toMatchObject({ status: 404 })
    await manage('/user/delete', { user_ids: [user.user_id] })
    expect(await call(user.key)).toMatchObject({ status: 401 })
  })

  test('who is a proxy admin manages, a viewer looks on', async () => {
    const [admin, viewer] = await Promise.all(
      ['proxy_admin', 'proxy_admin_viewer'].map((user_role) => manage('/user/new', { user_role })),
    )
    const made = await ask('/key/generate', {}, admin.key)
    expect(made).toMatchObject({ status: 200, body: { created_by: admin.user_id } })
    expect(await ask('/team/list', undefined, viewer.key)).toMatchObject({ status: 200 })
    expect(await ask('/team/new', {}, viewer.key)).toMatchObject({ status: 403 })
  })
})

test('an end user can be blocked, whoever calls, and be allowed again', async () => {
  await manage('/customer/block', { user_ids: ['mallory'] })
  const refused = { status: 401, body: { error: { message: expect.stringContaining('User=mallory') } } }
  expect(await call(undefined, { user: 'mallory' })).toMatchObject(refused)
  expect(await call(await keyFor({}), { user: 'mallory' })).toMatchObject(refused)
  expect(await manage('/end_user/info?end_user_id=mallory')).toMatchObject({ blocked: true })
  await manage('/end_user/unblock', { user_ids: ['mallory'] })
  expect(await call(undefined, { user: 'mallory' })).toMatchObject({ status: 200 })
})

test('recorded calls name organisation, team, user, end user and tags, and each has spent what they cost', async () => {
  await manage('/organization/new', { organization_id: 'acme', organization_alias: 'Acme' })
  await manage('/team/new', { team_id: 'green', team_alias: 'Green', organization_id: 'acme' })
  await manage('/user/new', { user_id: 'dora', user_email: 'dora@example.com', auto_create_key: false })
  await manage('/customer/new', { user_id: 'customer-1' })
  await manage('/tag/new', { name: 'nightly', description: 'Runs at night' })
  const key = await keyFor({ team_id: 'green', user_id: 'dora' })
  const named = { user: 'customer-1', metadata: { trace_id: 'named-by-all', tags: ['nightly'] } }
  expect(await call(key, named)).toMatchObject({ status: 200 })
  const trace = await world.recordedTrace('named-by-all')
  expect(trace.observations[0].metadata).toMatchObject({
    user_api_key_team_id: 'green',
    user_api_key_team_alias: 'Green',
    user_api_key_user_id: 'dora',
    user_api_key_user_email: 'dora@example.com',
    user_api_key_org_id: 'acme',
    user_api_key_end_user_id: 'customer-1',
  })
  const spends = [
    (await manage('/organization/info?organization_id=acme')).spend,
    (await manage('/team/info?team_id=green')).team_info.spend,
    (await manage('/user/info?user_id=dora')).user_info.spend,
    (await manage('/customer/info?end_user_id=customer-1')).spend,
    (await manage('/tag/info', { names: ['nightly'] })).nightly.spend,
  ]
  expect(trace.totalCost).toBeGreaterThan(0)
  for (const spend of spends) expect(spend).toBeCloseTo(trace.totalCost, 12)
})

test('a user or a team that cannot be made as it is wished is not made at all', async () => {
  const user = { user_id: 'halfway', teams: ['no-such-team'] }
  expect(await ask('/user/new', user)).toMatchObject({ status: 404 })
  expect(await ask('/user/info?user_id=halfway')).toMatchObject({ status: 404 })
  const team = { team_id: 'halfway', members: ['twice', 'twice'] }
  expect(await ask('/team/new', team)).toMatchObject({ status: 400 })
  expect(await ask('/team/info?team_id=halfway')).toMatchObject({ status: 404 })
})

describe('a budget', () => {
  /** Less than any call costs. */
  const max_budget = 1e-6
  /** Each makes a key, or what a call must say, under which one budget holds. */
  const levels: Readonly<
    Record<string, { whose: string; make: () => Promise<{ key?: string; more?: object }> }>
  > = {
    organization: {
      whose: 'organization Poor',
      async make() {
        await manage('/organization/new', {
          organization_id: 'poor',
          organization_alias: 'Poor',
          max_budget,
        })
        await manage('/team/new', { team_id: 'of-poor', organization_id: 'poor' })
        return { key: await keyFor({ team_id: 'of-poor' }) }
      },
    },
    team: {
      whose: 'team poor-team',
      async make() {
        await manage('/team/new', { team_id: 'poor-team', max_budget })
        return { key: await keyFor({ team_id: 'poor-team' }) }
      },
    },
    'member of a team': {
      whose: 'member eve of team rich',
      async make() {
        await manage('/team/new', { team_id: 'rich' })
        await manage('/team/member_add', {
          team_id: 'rich',
          member: { user_id: 'eve' },
          max_budget_in_team: max_budget,
        })
        return { key: await keyFor({ team_id: 'rich', user_id: 'eve' }) }
      },
    },
    user: {
      whose: 'user poor-user',
      make: async () => manage('/user/new', { user_id: 'poor-user', max_budget, budget_duration: '30d' }),
    },
    'end user': {
      whose: 'end user poor-customer',
      async make() {
        await manage('/customer/new', { user_id: 'poor-customer', max_budget })
        return { more: { user: 'poor-customer' } }
      },
    },
    tag: {
      whose: 'tag poor-tag',
      async make() {
        await manage('/tag/new', { name: 'poor-tag', max_budget })
        return { key: await keyFor({ tags: ['poor-tag'] }) }
      },
    },
    'tag of a team': {
      whose: 'tag poor-team-tag',
      async make() {
        await manage('/tag/new', { name: 'poor-team-tag', max_budget })
        await manage('/team/new', { team_id: 'poor-tagged', tags: ['poor-team-tag'] })
        return { key: await keyFor({ team_id: 'poor-tagged' }) }
      },
    },
    'model of a key': {
      whose: 'key poor-model for model fast',
      async make() {
        const model_max_budget = { fast: { budget_limit: max_budget, time_period: '1d' } }
        return { key: await keyFor({ key_alias: 'poor-model', model_max_budget }) }
      },
    },
    'window of a key': {
      whose: 'key poor-week',
      async make() {
        const budget_limits = [
          { max_budget: 100, budget_duration: '1d' },
          { max_budget, budget_duration: '7d' },
        ]
        return { key: await keyFor({ key_alias: 'poor-week', budget_limits }) }
      },
    },
    'name that a key has it by': {
      whose: 'key poor-by-name',
      async make() {
        await manage('/budget/new', { budget_id: 'poor', max_budget })
        return { key: await keyFor({ key_alias: 'poor-by-name', budget_id: 'poor' }) }
      },
    },
  }
  const made = new Map<string, { key?: string; more?: object }>()
  const refusalOf = (whose: string) => ({
    status: 429,
    body: {
      error: { type: 'budget_exceeded', message: expect.stringContaining(`(budget of ${whose})`) },
    },
  })

  test.each(Object.entries(levels))(
    'of a(n) %s lets one of many calls at the same time overspend',
    async (level, { whose, make }) => {
      const { key, more } = await make()
      made.set(level, { ...(key ? { key } : {}), ...(more ? { more } : {}) })
      const answers = await Promise.all(Array.from({ length: 12 }, () => call(key, more)))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(answers.find(({ status }) => status !== 200)).toMatchObject(refusalOf(whose))
    },
  )

  test('of a model leaves the other models alone', async () => {
    const { key } = made.get('model of a key') ?? {}
    expect(await call(key, { model: 'smart' })).toMatchObject({ status: 200 })
  })

  test('is still used up after a restart of the gateway, at every level', async () => {
    // Calls arrive in the order in which they were made: with the last one all of them are there.
    const last = await call(undefined, { metadata: { tags: ['last one'] } })
    expect(last.status).toBe(200)
    await until(async () => (await manage('/global/spend/all_tag_names')).tag_names.includes('last one'))
    await world.restartGateway()
    for (const [level, { key, more }] of made)
      expect(await call(key, more)).toMatchObject(refusalOf(levels[level]?.whose ?? ''))
  })

  test('that is soft is said to be used up, and stops nothing', async () => {
    await manage('/team/new', { team_id: 'frugal', soft_budget: max_budget })
    const key = await keyFor({ team_id: 'frugal' })
    expect((await call(key)).headers.get('x-kansoku-budget-warning')).toBeNull()
    const warned = await call(key)
    expect(warned.status).toBe(200)
    expect(warned.headers.get('x-kansoku-budget-warning')).toMatch(/^soft budget of team frugal is used up/)
  })
})

test('what all calls and those of a provider have cost is told to a gateway whose file has a budget for them', async () => {
  const budgets = ['global', 'provider'].map((kind) => ({
    kind,
    id: kind === 'global' ? '' : 'openai',
    limits: { maxBudget: 5, budgetDuration: '30d' },
  }))
  const query = `budgets=${encodeURIComponent(JSON.stringify(budgets))}`
  const told = async () => {
    const answer = await world.server.fetch(`/api/internal/gateway/snapshot?${query}`, {
      headers: { authorization: `Bearer ${internalSecret}` },
    })
    const { spent } = (await answer.json()) as { spent: { account: string; amount: number }[] }
    return ['["global"', '["provider"'].map(
      (beginning) => spent.find(({ account }) => account.startsWith(beginning))?.amount,
    )
  }
  // The last calls of the tests before may still be on their way.
  const [ofAll] = await until(async () => {
    const [all, ofProvider] = await told()
    return all === ofProvider ? [all] : undefined
  })
  expect(ofAll).toBeGreaterThan(0)
})

test.each([
  ['/team/new', { policies: ['strict'] }, 'policies'],
  ['/team/new', { max_budget: 'much' }, 'max_budget'],
  ['/user/new', { user_role: 'emperor' }, 'user_role'],
  ['/customer/new', { user_id: 'x', access_group_ids: ['x'] }, 'access_group_ids'],
  ['/budget/new', { budget_duration: 'soon' }, 'budget_duration'],
])('%s refuses what it cannot keep: %j', async (path, wish, param) => {
  expect(await ask(path, wish)).toMatchObject({ status: 400, body: { error: { param } } })
})

test('requests a minute of a team are shared by its keys, and headers tell what is left', async () => {
  await manage('/team/new', { team_id: 'slow', rpm_limit: 2 })
  const [first, second] = [
    await keyFor({ team_id: 'slow' }),
    await keyFor({ team_id: 'slow', rpm_limit: 50 }),
  ]
  expect((await call(first)).headers.get('x-ratelimit-team-remaining-requests')).toBe('1')
  const { headers } = await call(second)
  expect(headers.get('x-ratelimit-remaining-requests')).toBe('0')
  expect(headers.get('x-litellm-key-rpm-limit')).toBe('50')
  expect(await call(first)).toMatchObject({
    status: 429,
    body: { error: { message: expect.stringContaining('for team: slow. Limit type: requests') } },
  })
})
