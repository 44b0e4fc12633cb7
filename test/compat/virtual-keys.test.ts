import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { internalSecret } from '../../apps/server/src/testing/start-test-server.ts'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'
import { until } from '../kit/until.ts'

const pong = { model: 'openai/gpt-4o', mock_response: 'pong' }
const config = {
  model_list: ['fast', 'smart'].map((model_name) => ({ model_name, litellm_params: pong })),
}
const ping = (model = 'fast') => ({ model, messages: [{ role: 'user', content: 'ping' }] })

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer(config)
})
afterAll(() => world?.[Symbol.asyncDispose]())

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)

const call = (key: string, model?: string) => ask('/v1/chat/completions', ping(model), key)

async function generate(wishes: object = {}): Promise<{ key: string; token: string }> {
  const { status, body } = await ask('/key/generate', wishes)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

describe('a virtual key', () => {
  test('works as soon as it is answered, and only its hash is kept', async () => {
    const { status, body } = await ask('/key/generate', {
      key_alias: 'alice laptop',
      user_id: 'alice',
      duration: '30d',
      max_budget: 5,
      metadata: { department: 'research' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      key: expect.stringMatching(/^sk-[\w-]{22}$/),
      token: expect.stringMatching(/^[0-9a-f]{64}$/),
      key_name: `sk-...${body.key.slice(-4)}`,
      key_alias: 'alice laptop',
      user_id: 'alice',
      max_budget: 5,
      spend: 0,
      models: [],
    })
    expect(Date.parse(body.expires) - Date.parse(body.created_at)).toBe(30 * 86_400_000)
    expect(await call(body.key)).toMatchObject({ status: 200 })
    const { rows } = await world.server.server.context.metadata.pool.query(
      'SELECT * FROM kansoku.gateway_keys',
    )
    expect(JSON.stringify(rows)).not.toContain(body.key)
  })

  test('uses the models that it names, under its own names for them too, and sees no others', async () => {
    const { key } = await generate({ models: ['fast', 'mine'], aliases: { mine: 'smart' } })
    expect(await call(key, 'mine')).toMatchObject({ status: 200, body: { model: 'mine' } })
    expect(await call(key, 'smart')).toMatchObject({
      status: 401,
      body: {
        error: { type: 'key_model_access_denied', message: expect.stringContaining("['fast', 'mine']") },
      },
    })
    const wish = { ...ping(), fallbacks: ['smart'] }
    expect(await ask('/v1/chat/completions', wish, key)).toMatchObject({ status: 401 })
    const { body } = await ask('/v1/models', undefined, key)
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['fast'])
    expect((await ask('/v1/model/info', undefined, key)).body.data).toHaveLength(1)
  })

  test('can be changed, blocked, unblocked, replaced and deleted, each at once', async () => {
    const { key, token } = await generate({ models: ['smart'] })
    expect(await call(key)).toMatchObject({ status: 401 })
    await ask('/key/update', { key, models: ['fast'], rpm_limit: 100 })
    expect(await call(key)).toMatchObject({ status: 200 })
    await ask('/key/block', { key: token })
    expect(await call(key)).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringContaining('Key is blocked') } },
    })
    await ask('/key/unblock', { key })
    expect(await call(key)).toMatchObject({ status: 200 })
    const { body: replaced } = await ask(`/key/${key}/regenerate`, {})
    expect(replaced).toMatchObject({ models: ['fast'], rpm_limit: 100 })
    expect(await call(key)).toMatchObject({ status: 401, body: { error: { type: 'token_not_found_in_db' } } })
    expect(await call(replaced.key)).toMatchObject({ status: 200 })
    expect(await ask('/key/delete', { keys: [replaced.key] })).toEqual({
      status: 200,
      body: { deleted_keys: [replaced.token] },
    })
    expect(await call(replaced.key)).toMatchObject({ status: 401 })
    expect(await ask('/key/delete', { keys: [replaced.key] })).toMatchObject({ status: 404 })
  })

  test('keeps the guardrails that are named for it among its metadata', async () => {
    const { token } = await generate({ guardrails: ['pii'], metadata: { purpose: 'a test' } })
    const { body } = await ask(`/key/info?key=${token}`)
    expect(body.info.metadata).toEqual({ purpose: 'a test', guardrails: ['pii'] })
  })

  test('can be replaced by one that is free, with other rights', async () => {
    const [{ key, token }, other] = [await generate(), await generate()]
    expect(await ask(`/key/${token}/regenerate`, { new_key: other.key })).toMatchObject({
      status: 400,
      body: { error: { message: 'This key exists already' } },
    })
    const { body: second } = await ask(`/key/${token}/regenerate`, { rpm_limit: 7 })
    expect(second.rpm_limit).toBe(7)
    await call(second.key)
    const spent = await until(async () => (await ask(`/key/info?key=${second.key}`)).body.info.spend, {
      describe: () => 'the call to be recorded',
    })
    const { body: third } = await ask(`/key/${second.key}/regenerate`, { new_key: key })
    expect((await ask(`/key/${third.key}/regenerate`, { new_key: second.key })).body.spend).toBe(spent)
  })

  test('may be changed and deleted at the same time', async () => {
    const keys = await Promise.all(Array.from({ length: 12 }, () => generate()))
    const answers = await Promise.all(
      keys.flatMap(({ key }) => [
        ask('/key/update', { key, rpm_limit: 1 }),
        ask('/key/delete', { keys: [key] }),
        ask('/key/update', { key, rpm_limit: 2 }),
      ]),
    )
    expect(answers.filter(({ status }) => status !== 200 && status !== 404)).toEqual([])
  })

  test('keeps its responses to itself and the master key', async () => {
    const [mine, other] = [await generate(), await generate()]
    const { body: first } = await ask('/v1/responses', { model: 'fast', input: 'ping' }, mine.key)
    const goOn = { model: 'fast', input: 'more', previous_response_id: first.id }
    expect(await ask('/v1/responses', goOn, mine.key)).toMatchObject({ status: 200 })
    expect(await ask('/v1/responses', goOn, other.key)).toMatchObject({ status: 400 })
    expect(await ask(`/v1/responses/${first.id}`, undefined, other.key)).toMatchObject({ status: 404 })
    expect(await ask(`/v1/responses/${first.id}`, undefined, mine.key)).toMatchObject({ status: 200 })
    expect(await ask(`/v1/responses/${first.id}`)).toMatchObject({ status: 200 })
  })

  test('that has expired says so', async () => {
    const { key, token } = await generate({ duration: '1h' })
    await world.server.server.context.metadata.pool.query(
      "UPDATE kansoku.gateway_keys SET expires_at = now() - interval '1 minute' WHERE hash = $1",
      [token],
    )
    await ask('/key/update', { key, key_alias: 'late' })
    expect(await call(key)).toMatchObject({ status: 401, body: { error: { type: 'expired_key' } } })
  })

  test('sees itself and manages nothing', async () => {
    const { key, token } = await generate({ key_alias: 'curious' })
    const other = await generate()
    expect(await ask('/key/info', undefined, key)).toMatchObject({
      status: 200,
      body: { key: token, info: { key_alias: 'curious' } },
    })
    expect(await ask('/key/health', {}, key)).toMatchObject({ status: 200, body: { key: 'healthy' } })
    expect(await ask(`/key/info?key=${other.token}`, undefined, key)).toMatchObject({ status: 404 })
    for (const [path, body] of [
      ['/key/generate', {}],
      ['/key/update', { key, max_budget: 1000 }],
      ['/key/list', undefined],
    ] as const) {
      expect(await ask(path, body, key)).toMatchObject({
        status: 403,
        body: { error: { type: 'auth_error', message: expect.stringContaining('Only proxy admin') } },
      })
    }
  })

  test.each([
    String.raw`/key/..\..\..\gateway\calls#/regenerate`,
    String.raw`/key/..\..\gateway\calls#/regenerate`,
    '/key/x#/regenerate',
    '/key/%2e%2e/regenerate',
  ])('reaches no other door of the server through %s', async (path) => {
    const { key } = await generate()
    const body = JSON.stringify({ batches: [] })
    const outgoing = request({
      host: '127.0.0.1',
      port: new URL(world.gateway.url).port,
      method: 'POST',
      path,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })
    const answered = once(outgoing, 'response')
    outgoing.end(body)
    const [answer] = (await answered) as [IncomingMessage]
    expect({ status: answer.statusCode, body: await json(answer) }).toEqual({
      status: 404,
      body: { error: expect.objectContaining({ type: 'not_found_error' }) },
    })
  })

  test('names its calls: alias, user, tags, metadata, spend, and the project they land in', async () => {
    const { metadata } = world.server.server.context
    await metadata.pool.query(
      "INSERT INTO kansoku.projects (id, organization_id, name) VALUES ('other', 'cline-org', 'Other')",
    )
    const named = { key_alias: 'named', user_id: 'bob', tags: ['batch'], metadata: { cost_centre: '42' } }
    const { key, token } = await generate(named)
    await ask('/v1/chat/completions', { ...ping(), metadata: { trace_id: 'named-call' } }, key)
    const trace = await world.recordedTrace('named-call')
    expect(trace.tags).toEqual(['batch'])
    expect(trace.observations[0]).toMatchObject({
      name: 'litellm:named',
      metadata: {
        user_api_key_hash: token,
        user_api_key_alias: 'named',
        user_api_key_user_id: 'bob',
        cost_centre: '42',
      },
    })
    const { body } = await ask(`/key/info?key=${token}`)
    expect(body.info.spend).toBeCloseTo(trace.totalCost, 12)
    expect(body.info.spend).toBeGreaterThan(0)
    expect((await ask(`/key/${token}/regenerate`, {})).body.spend).toBeCloseTo(trace.totalCost, 12)

    const elsewhere = await generate({ project_id: 'other' })
    await ask('/v1/chat/completions', { ...ping(), metadata: { trace_id: 'elsewhere' } }, elsewhere.key)
    expect(await untilStored('elsewhere')).toBe('other')
  })

  test('is listed page by page', async () => {
    await ask('/team/new', { team_id: 'red' })
    await generate({ team_id: 'red', key_alias: 'red 1' })
    await generate({ team_id: 'red', key_alias: 'red 2' })
    const { body } = await ask('/key/list?team_id=red&size=1&return_full_object=true')
    expect(body).toMatchObject({
      total_count: 2,
      current_page: 1,
      total_pages: 2,
      keys: [{ key_alias: 'red 2' }],
    })
  })

  test.each([
    [{ duration: 'soon' }, 'duration'],
    [{ models: 'fast' }, 'models'],
    [{ max_budget: -1 }, 'max_budget'],
    [{ key: 'without prefix' }, 'key'],
    [{ guardrails: 'pii' }, 'guardrails'],
    [{ policies: ['strict'] }, 'policies'],
    [{ allowed_routes: ['/v1/models'] }, 'allowed_routes'],
    [{ permissions: { get_spend_routes: true } }, 'permissions'],
    [{ config: { drop_params: true } }, 'config'],
    [{ key_type: 'management' }, 'key_type'],
  ])('is refused with the name of the field: %j', async (wish, param) => {
    expect(await ask('/key/generate', wish)).toMatchObject({
      status: 400,
      body: { error: { param, code: '400' } },
    })
  })

  test('has an alias of its own', async () => {
    await generate({ key_alias: 'only once' })
    expect(await ask('/key/generate', { key_alias: 'only once' })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('already exists') } },
    })
  })
})

describe('limits of a virtual key', () => {
  test('requests a minute: the answer names the limit, the headers what is left of it', async () => {
    const { key } = await generate({ rpm_limit: 1 })
    const answer = await world.gateway.fetch('/v1/chat/completions', ping(), {
      authorization: `Bearer ${key}`,
    })
    expect(answer.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    await answer.text()
    const refused = await world.gateway.fetch('/v1/chat/completions', ping(), {
      authorization: `Bearer ${key}`,
    })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ])
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringMatching(/Limit type: requests\. Current limit: 1/), code: '429' },
    })
  })

  test('a budget holds for calls at the same time, and after a restart of the gateway', async () => {
    const { key, token } = await generate({ max_budget: 1e-6, key_alias: 'poor' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(key)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const exceeded = { status: 429, body: { error: { type: 'budget_exceeded' } } }
    expect(answers.find(({ status }) => status !== 200)).toMatchObject(exceeded)
    expect(await call(key)).toMatchObject(exceeded)
    await until(async () => (await ask(`/key/info?key=${token}`)).body.info.spend > 1e-6)
    await world.restartGateway()
    expect(await call(key)).toMatchObject(exceeded)
    await ask('/key/update', { key, max_budget: null })
    expect(await call(key)).toMatchObject({ status: 200 })
  })
})

test('a reset sets what a key has spent: its budget opens at once, and holds for what comes after', async () => {
  const { key, token } = await generate({ max_budget: 1e-6 })
  const spendOf = async () => (await ask(`/key/info?key=${token}`)).body.info.spend
  const exceeded = { status: 429, body: { error: { type: 'budget_exceeded' } } }
  expect(await call(key)).toMatchObject({ status: 200 })
  expect(await call(key)).toMatchObject(exceeded)
  const spent = await until(spendOf)
  const global = (await ask('/global/spend')).body.spend
  expect(await ask(`/key/${token}/reset_spend`, { reset_to: spent + 1 })).toMatchObject({ status: 400 })
  const reset = await ask(`/key/${token}/reset_spend`, { reset_to: 1e-7 })
  expect(reset.body).toMatchObject({ key_hash: token, previous_spend: spent, spend: 1e-7, max_budget: 1e-6 })
  expect((await ask('/global/spend')).body.spend).toBeGreaterThanOrEqual(global)
  expect(await call(key)).toMatchObject({ status: 200 })
  expect(await call(key)).toMatchObject(exceeded)
  await until(async () => (await spendOf()) > 1e-6)
  expect(await spendOf()).toBeCloseTo(spent + 1e-7, 12)
  await world.restartGateway()
  expect(await call(key)).toMatchObject(exceeded)
})

test('a service account is a key of a team and of no user', async () => {
  await ask('/team/new', { team_id: 'services' })
  const wish = { team_id: 'services', key_alias: 'Nightly Job' }
  const { body } = await ask('/key/service-account/generate', wish)
  expect(body).toMatchObject({ ...wish, user_id: null, metadata: { service_account_id: 'Nightly Job' } })
  expect(await call(body.key)).toMatchObject({ status: 200 })
  expect(await ask('/key/service-account/generate', { key_alias: 'nobody' })).toMatchObject({ status: 400 })
  expect((await ask('/key/aliases?search=nightly&team_id=services')).body).toEqual({
    ...{ aliases: ['Nightly Job'], total_count: 1, current_page: 1, total_pages: 1, size: 50 },
  })
  for (const query of ['search=%00', 'team_id=%00'])
    expect(await ask(`/key/aliases?${query}`)).toMatchObject({ status: 400 })
  const named = await ask('/key/regenerate', { key: body.key, max_budget: 5 })
  expect(named.body).toMatchObject({ key_alias: 'Nightly Job', max_budget: 5 })
  expect(await call(body.key)).toMatchObject({ status: 401 })
  const infos = await ask('/v2/key/info', { keys: [named.body.key, 'sk-never-heard-of'] })
  expect(infos.body).toMatchObject({ key: [named.body.token], info: [{ key_alias: 'Nightly Job' }] })
})

test('what another server changes reaches a gateway by itself', async () => {
  const { key, token } = await generate()
  const direct = await world.server.fetch('/api/internal/litellm/key/block', {
    method: 'POST',
    headers: { authorization: `Bearer ${internalSecret}`, 'x-kansoku-caller': 'proxy_admin' },
    body: { key: token },
  })
  expect(direct.status).toBe(200)
  await until(async () => (await call(key)).status === 401)
})

test('keys work while the server is down, also after a restart of the gateway; management says why it does not', async () => {
  const { key } = await generate()
  await world.restartGateway(() => world.server[Symbol.asyncDispose]())
  expect(await call(key)).toMatchObject({ status: 200 })
  expect(await call('sk-never-heard-of')).toMatchObject({ status: 401 })
  expect(await ask('/key/generate', {})).toMatchObject({
    status: 503,
    body: { error: { type: 'no_db_connection' } },
  })
})

function untilStored(traceId: string): Promise<string> {
  const { ingestion, analytics } = world.server.server.context
  return until(async () => {
    await ingestion.settled()
    const rows = await analytics.query({
      name: 'test/project-of',
      sql: `SELECT project_id FROM traces FINAL WHERE id = '${traceId}'`,
      row: z.object({ project_id: z.string() }),
    })
    return rows[0]?.project_id
  })
}
