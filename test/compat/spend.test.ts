import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway } from '../../apps/gateway/src/testing/start-test-gateway.ts'
import { shipCalls } from '../../apps/server/src/testing/ship-calls.ts'
import { basicAuth } from '../../apps/server/src/testing/start-test-server.ts'
import { connectTo, type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'
import { until } from '../kit/until.ts'

const config = {
  model_list: [
    { model_name: 'fast', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } },
    { model_name: 'smart', litellm_params: { model: 'openai/gpt-4o-mini', mock_response: 'pong' } },
  ],
}
// What is spent and what is asked for must lie on one day.
const dayMs = 86_400_000
const untilMidnight = dayMs - (Date.now() % dayMs)
if (untilMidnight < 60_000) await delay(untilMidnight)
const today = new Date().toISOString().slice(0, 10)
const days = `start_date=${today}&end_date=${today}`

let world: GatewayWithServer
let key: { key: string; token: string }
/** What each call cost, in the order of the calls. */
let costs: readonly number[]
let total: number
beforeAll(async () => {
  world = await startGatewayWithServer(config)
  await ask('/team/new', { team_id: 'red', team_alias: 'Red' })
  await ask('/user/new', { user_id: 'ann', auto_create_key: false })
  key = await ask('/key/generate', { team_id: 'red', user_id: 'ann', key_alias: 'bill me' })
  const calls = [
    call('fast', { user: 'customer', metadata: { tags: ['nightly', 'batch'] } }, key.key),
    call('smart', { metadata: { tags: ['nightly'] } }, key.key),
    call('fast', {}),
  ]
  costs = await Promise.all(calls)
  total = costs.reduce((sum, cost) => sum + cost, 0)
  await until(async () => Math.abs((await ask('/global/spend')).spend - total) < 1e-9)
})
afterAll(() => world?.[Symbol.asyncDispose]())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
async function ask(path: string, body?: unknown): Promise<any> {
  const answer = await world.gateway.fetch(path, body)
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

/** Resolves with what the call cost. */
async function call(model: string, more: object, as?: string): Promise<number> {
  const body = { model, messages: [{ role: 'user', content: 'ping' }], ...more }
  const answer = await world.gateway.fetch(
    '/v1/chat/completions',
    body,
    as === undefined ? {} : { authorization: `Bearer ${as}` },
  )
  await answer.text()
  return Number(answer.headers.get('x-litellm-response-cost'))
}

const near = (value: number) => expect.closeTo(value, 10)
const sumOf = (...indexes: number[]) => near(indexes.reduce((sum, index) => sum + (costs[index] ?? 0), 0))

describe('/spend', () => {
  test('logs are the recorded calls, by day where both dates are given', async () => {
    const rows = await ask(`/spend/logs?api_key=${key.token}`)
    expect(rows).toHaveLength(2)
    const [nightly] = rows.filter(({ model_group }: { model_group: string }) => model_group === 'fast')
    expect(nightly).toMatchObject({
      request_id: expect.stringMatching(/^chatcmpl-/),
      call_type: 'acompletion',
      api_key: key.token,
      spend: sumOf(0),
      model: 'gpt-4o',
      custom_llm_provider: 'openai',
      user: 'ann',
      team_id: 'red',
      end_user: 'customer',
      request_tags: ['nightly', 'batch'],
      status: 'success',
    })
    expect(await ask(`/spend/logs?request_id=${nightly.request_id}`)).toEqual([nightly])
    expect(await ask(`/spend/logs?user_id=nobody&${days}&summarize=false`)).toEqual([])
    expect(await ask(`/spend/logs?user_id=ann&${days}`)).toEqual([
      {
        startTime: today,
        spend: sumOf(0, 1),
        users: { ann: sumOf(0, 1) },
        models: { 'gpt-4o': sumOf(0), 'gpt-4o-mini': sumOf(1) },
        [key.token]: sumOf(0, 1),
      },
    ])
  })

  test('keys, users and tags', async () => {
    expect(await ask('/spend/keys')).toMatchObject([{ token: key.token, spend: sumOf(0, 1) }])
    expect(await ask('/spend/users?user_id=ann')).toMatchObject([{ user_id: 'ann', spend: sumOf(0, 1) }])
    expect(await ask(`/spend/tags?${days}`)).toEqual([
      { individual_request_tag: 'nightly', log_count: 2, total_spend: sumOf(0, 1) },
      { individual_request_tag: 'batch', log_count: 1, total_spend: sumOf(0) },
    ])
  })
})

describe('/global', () => {
  test('spend of everybody, by day, key, team, model, provider, end user and tag', async () => {
    expect(await ask('/global/spend')).toEqual({ spend: near(total), max_budget: null })
    expect(await ask('/global/spend/logs')).toEqual([{ date: today, spend: near(total) }])
    expect(await ask('/global/spend/keys?limit=5')).toContainEqual({
      api_key: key.token,
      key_alias: 'bill me',
      key_name: `sk-...${key.key.slice(-4)}`,
      total_spend: sumOf(0, 1),
    })
    expect(await ask('/global/spend/teams')).toEqual({
      daily_spend: [{ date: today, red: sumOf(0, 1) }],
      teams: ['red'],
      total_spend_per_team: [{ team_id: 'red', total_spend: sumOf(0, 1) }],
    })
    expect(await ask('/global/spend/models?limit=1')).toEqual([{ model: 'gpt-4o', total_spend: sumOf(0, 2) }])
    expect(await ask(`/global/spend/provider?${days}`)).toEqual([{ provider: 'openai', spend: near(total) }])
    expect(await ask('/global/spend/end_users', {})).toEqual([
      { end_user: 'customer', total_count: 1, total_spend: sumOf(0) },
    ])
    expect(await ask(`/global/spend/tags?${days}&tags=batch`)).toEqual([
      { name: 'batch', spend: sumOf(0), log_count: 1 },
    ])
    expect(await ask('/global/spend/all_tag_names')).toEqual({ tag_names: ['batch', 'nightly'] })
  })

  test('a report bills teams, customers or keys', async () => {
    const teams = await ask(`/global/spend/report?${days}`)
    expect(teams).toEqual([
      { group_by_day: `${today}T00:00:00+00:00`, teams: expect.arrayContaining([expect.anything()]) },
    ])
    expect(teams[0].teams.find(({ team_name }: { team_name: string }) => team_name === 'Red')).toMatchObject({
      total_spend: sumOf(0, 1),
      metadata: expect.arrayContaining([
        expect.objectContaining({ model: 'gpt-4o', spend: sumOf(0), api_key: key.token }),
      ]),
    })
    const customers = await ask(`/global/spend/report?${days}&group_by=customer&customer_id=customer`)
    expect(customers).toMatchObject([{ customers: [{ customer: 'customer', total_spend: sumOf(0) }] }])
    const keys = await ask(`/global/spend/report?${days}&api_key=${key.token}`)
    expect(keys).toMatchObject([{ api_key: key.token, total_cost: sumOf(0, 1) }])
    expect(keys[0].model_details).toHaveLength(2)
  })

  test('activity counts calls and tokens, of all and of each model', async () => {
    const all = await ask(`/global/activity?${days}`)
    expect(all).toMatchObject({ sum_api_requests: 3, daily_data: [{ date: today, api_requests: 3 }] })
    const models = await ask(`/global/activity/model?${days}`)
    expect(models).toMatchObject([
      { model: 'gpt-4o', sum_api_requests: 2 },
      { model: 'gpt-4o-mini', sum_api_requests: 1 },
    ])
    expect(all.sum_total_tokens).toBe(models[0].sum_total_tokens + models[1].sum_total_tokens)
  })
})

test.each([
  ['/user/daily/activity?user_id=ann', 'ann', 2],
  ['/team/daily/activity?team_ids=red', 'red', 2],
  ['/tag/daily/activity?tags=batch', 'batch', 1],
  ['/customer/daily/activity?end_user_ids=customer', 'customer', 1],
])('%s', async (path, entity, requests) => {
  const { results, metadata } = await ask(`${path}&${days}`)
  expect(metadata).toMatchObject({ total_api_requests: requests, page: 1, total_pages: 1, has_more: false })
  expect(results).toMatchObject([
    {
      date: today,
      metrics: { api_requests: requests, successful_requests: requests, failed_requests: 0 },
      breakdown: {
        entities: { [entity]: { metrics: { api_requests: requests } } },
        api_keys: { [key.token]: { metrics: { api_requests: requests } } },
        model_groups: { fast: { metrics: { spend: sumOf(0) } } },
        providers: { openai: { metrics: { api_requests: requests } } },
      },
    },
  ])
})

test('all days at once are one page', async () => {
  const whole = await ask(`/user/daily/activity/aggregated?user_id=ann&${days}`)
  expect(whole).toEqual(await ask(`/user/daily/activity?user_id=ann&${days}`))
})

test('end users of calls are listed', async () => {
  expect(await ask('/global/spend/all_end_users')).toEqual({ end_users: ['customer'] })
})

describe('calls of one day long ago', () => {
  const then = '2020-05-05'
  const thatDay = `start_date=${then}&end_date=${then}`
  const usual = { startedAt: `${then}T10:00:00.000Z`, key: 'a'.repeat(64), callType: 'acompletion' }
  beforeAll(async () => {
    const cached = {
      ...usual,
      model: 'gpt-4o',
      modelGroup: 'fast',
      cacheHit: true,
      usageDetails: { output: 30 },
    }
    const made = { ...usual, model: 'gpt-4o', modelGroup: 'fast', usageDetails: { output: 12 } }
    const refused = { ...usual, modelGroup: 'fast', status: 'failure', errorClass: 'RateLimitError' }
    await shipCalls(world.server, 'cline-project', [
      ...[cached, cached, made, refused],
      { ...refused, modelGroup: 'smart' },
      { ...refused, errorClass: 'Timeout' },
    ])
  })

  test('were answered from the cache so often', async () => {
    const rows = await ask(`/global/activity/cache_hits?${thatDay}`)
    expect(rows).toContainEqual({
      ...{ api_key: usual.key, call_type: 'acompletion', model: 'gpt-4o' },
      ...{ total_rows: 3, cache_hit_true_rows: 2 },
      ...{ cached_completion_tokens: 60, generated_completion_tokens: 12 },
    })
  })

  test('were refused so often because there were too many', async () => {
    expect(await ask(`/global/activity/exceptions?${thatDay}`)).toEqual({
      daily_data: [{ date: then, num_rate_limit_exceptions: 2 }],
      sum_num_rate_limit_exceptions: 2,
    })
    expect(await ask(`/global/activity/exceptions?${thatDay}&model_group=smart`)).toMatchObject({
      sum_num_rate_limit_exceptions: 1,
    })
  })
})

test.each(['v2', 'ui'])('logs come in pages, sorted and narrowed as LiteLLM does it: %s', async (name) => {
  const of = `api_key=${key.token}&start_date=${today} 00:00:00&end_date=${today} 23:59:59`
  const dearest = await ask(`/spend/logs/${name}?${of}&page_size=1&sort_by=spend`)
  expect(dearest).toMatchObject({ total: 2, page: 1, page_size: 1, total_pages: 2 })
  expect(dearest.data).toMatchObject([{ spend: near(Math.max(costs[0] ?? 0, costs[1] ?? 0)) }])
  const next = await ask(`/spend/logs/${name}?${of}&page_size=1&page=2&sort_by=spend`)
  expect(next.data).toMatchObject([{ spend: near(Math.min(costs[0] ?? 0, costs[1] ?? 0)) }])
  expect(await ask(`/spend/logs/${name}?${of}&status_filter=failure`)).toMatchObject({ total: 0, data: [] })
  expect(await ask(`/spend/logs/${name}?end_user=customer&end_date=2020-01-01`)).toMatchObject({ total: 0 })
  expect((await ask(`/spend/logs/${name}?end_user=customer`)).data).toMatchObject([{ user: 'ann' }])
})

test.each([
  '/global/activity?start_date=yesterday',
  '/spend/logs/v2?start_date=2026-13-01',
  '/spend/logs/v2?start_date=2026-01-01 25:00:00',
])('a time that is none is refused: %s', async (path) => {
  const answer = await world.gateway.fetch(path)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { param: 'start_date' } })
})

const newKey = (): Promise<{ key: string; token: string }> => ask('/key/generate', {})

test('a call with no-log is paid for, and nothing else of it is kept', async () => {
  const caller = await newKey()
  const metadata = { trace_id: 'chosen', secret: 'of the caller' }
  const cost = await call('fast', { 'no-log': true, metadata }, caller.key)
  const log = await until(async () => (await ask(`/spend/logs?api_key=${caller.token}`))[0])
  expect(log).toMatchObject({ api_key: caller.token, spend: near(cost), model_group: 'fast' })
  expect(log.trace_id).not.toBe('chosen')
  const path = `/api/public/traces/${log.trace_id}`
  const trace = await world.server.fetch(path, { headers: { authorization: basicAuth } })
  expect(await trace.text()).not.toMatch(/ping|pong|of the caller/)
})

test('a key pays for its own calls, whatever they say of others', async () => {
  const [caller, other] = [await newKey(), await newKey()]
  const forged = {
    user_api_key_hash: other.token,
    user_api_key_team_id: 'forged team',
    user_api_key_org_id: 'forged organisation',
    request_tags: ['forged tag'],
    custom_llm_provider: 'forged provider',
    model_group: 'forged model',
  }
  await call('fast', { metadata: forged }, caller.key)
  await call('fast', { litellm_metadata: forged }, caller.key)
  const logs = await until(async () => {
    const found = await ask(`/spend/logs?api_key=${caller.token}`)
    return found.length === 2 ? found : undefined
  })
  expect(JSON.stringify(logs)).not.toMatch(/forged/)
  expect(await ask(`/spend/logs?api_key=${other.token}`)).toEqual([])
})

test('a key pays for each of its calls, also where all name one observation, and deleted traces stay paid', async () => {
  const caller = await newKey()
  const metadata = { trace_id: 'folded', generation_id: 'one' }
  const paid = [await call('fast', { metadata }, caller.key), await call('fast', { metadata }, caller.key)]
  const spend = near(paid.reduce((sum, cost) => sum + cost, 0))
  const spentOn = async () => (await ask(`/key/info?key=${caller.token}`)).info.spend
  await until(async () => (await ask(`/spend/logs?api_key=${caller.token}`)).length === 2)
  expect(await spentOn()).toEqual(spend)
  const { observations } = await world.recordedTrace('folded')
  expect(observations).toHaveLength(1)
  const headers = { authorization: basicAuth }
  await world.server.fetch('/api/public/traces/folded', { method: 'DELETE', headers })
  await until(async () => (await world.server.fetch('/api/public/traces/folded', { headers })).status === 404)
  expect(await spentOn()).toEqual(spend)
})

test('a budget that comes with a changed file knows what was spent before', async () => {
  const free = { ...config.model_list[0]?.litellm_params, input_cost_per_token: 0, output_cost_per_token: 0 }
  const model_list = [{ model_name: 'free', litellm_params: free }]
  await using other = await startTestGateway({
    config: { model_list },
    env: connectTo(world.server),
  })
  const callFree = async () => {
    const ping = { model: 'free', messages: [{ role: 'user', content: 'ping' }] }
    return (await other.fetch('/v1/chat/completions', ping)).status
  }
  expect(await callFree()).toBe(200)
  const { spend } = await ask('/global/spend')
  const litellm_settings = { max_budget: spend / 2, budget_duration: '30d' }
  await writeFile(join(other.dataDir, 'config.yaml'), JSON.stringify({ model_list, litellm_settings }))
  other.gateway.reload()
  await until(async () => (await callFree()) === 429, { describe: () => 'the budget to be used up' })
})
