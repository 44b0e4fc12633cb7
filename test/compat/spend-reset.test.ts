import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'
import { until } from '../kit/until.ts'

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

const call = (key: string) =>
  ask('/v1/chat/completions', { model: 'fast', messages: [{ role: 'user', content: 'ping' }] }, key)

test('one reset opens the budgets of all keys and teams, and recorded calls stay', async () => {
  const exceeded = { status: 429, body: { error: { type: 'budget_exceeded' } } }
  await manage('/team/new', { team_id: 'spent', max_budget: 1e-6 })
  const ofTeam = await keyFor({ team_id: 'spent' })
  const alone = await keyFor({ max_budget: 1e-6 })
  const spendOfTeam = async () => (await manage('/team/info?team_id=spent')).team_info.spend
  const spendOfKey = async () => (await manage(`/key/info?key=${alone}`)).info.spend
  for (const key of [ofTeam, alone]) {
    expect(await call(key)).toMatchObject({ status: 200 })
    expect(await call(key)).toMatchObject(exceeded)
  }
  await until(async () => (await spendOfTeam()) > 0 && (await spendOfKey()) > 0)
  const { spend: before } = await manage('/global/spend')

  const { key: ofAdmin } = await manage('/user/new', { user_role: 'proxy_admin' })
  for (const key of [alone, ofAdmin])
    expect((await ask('/global/spend/reset', {}, key)).body.error.message).toContain('/global/spend/reset')
  expect(await call(ofTeam)).toMatchObject(exceeded)

  expect(await manage('/global/spend/reset', {})).toMatchObject({ status: 'success' })
  expect(await spendOfTeam()).toBe(0)
  expect(await spendOfKey()).toBe(0)
  expect((await manage('/global/spend')).spend).toBeGreaterThanOrEqual(before)
  for (const key of [ofTeam, alone]) {
    expect(await call(key)).toMatchObject({ status: 200 })
    expect(await call(key)).toMatchObject(exceeded)
  }
  await until(async () => (await spendOfTeam()) > 0)
  await world.restartGateway()
  expect(await call(ofTeam)).toMatchObject(exceeded)
})
