import type { listGatewayDeployments, RouteResponse, testGatewayDeployment } from '@kansoku/contracts/gateway'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeServer, startFakeServer } from './testing/fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

const secret = 'secret-of-server-and-gateway'
let upstream: OpenAiEmulator
let server: FakeServer
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startOpenAiEmulator()
  server = await startFakeServer()
  const at = { api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' }
  gateway = await startTestGateway({
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: secret },
    config: {
      model_list: [
        {
          ...{ model_name: 'fast', litellm_params: { model: 'openai/gpt-4o-mini', ...at } },
          model_info: { id: 'fast-1', input_cost_per_token: 0.000001, max_input_tokens: 'many' },
        },
        {
          model_name: 'claude-4',
          litellm_params: {
            model: 'bedrock/anthropic.claude-sonnet-4-20250514-v1:0',
            aws_region_name: 'us-east-1',
          },
          model_info: { id: 'claude-1' },
        },
        { model_name: 'away', litellm_params: { model: 'openai/gone', ...at }, model_info: { id: 'away-1' } },
      ],
      litellm_settings: {
        fallbacks: [{ fast: ['away'] }, { 'claude-*': ['fast', 'away'] }],
        default_fallbacks: ['fast'],
      },
    },
  })
})
afterAll(() => Promise.all([gateway, server, upstream].map((one) => one?.[Symbol.asyncDispose]())))

const ask = (path: string, authorization: string, body?: object) =>
  gateway.fetch(path, body, { authorization })

test('the connected server learns what is behind the gateway, and no credential or address with it', async () => {
  const answer = await ask('/internal/deployments', `Bearer ${secret}`)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const { deployments } = JSON.parse(text) as RouteResponse<typeof listGatewayDeployments>
  expect(deployments).toMatchObject([
    {
      ...{ id: 'fast-1', group: 'fast', model: 'gpt-4o-mini', provider: 'openai', region: null },
      ...{ inputPrice: 0.000001, maxInputTokens: null, fallbacks: ['away'], isResting: false },
    },
    { group: 'claude-4', provider: 'bedrock', region: 'us-east-1', fallbacks: ['fast', 'away'] },
    { group: 'away', fallbacks: ['fast'] },
  ])
  expect(deployments[1]?.outputPrice).toBeCloseTo(0.000015)
  expect(text).not.toMatch(/sk-emulator|127\.0\.0\.1/)
})

test('it has one called, and is told how that went', async () => {
  const call = async (id: string) => {
    const answer = await ask('/internal/deployments/test', `Bearer ${secret}`, { id })
    return (await answer.json()) as RouteResponse<typeof testGatewayDeployment>
  }
  expect(await call('fast-1')).toEqual({ error: null, seconds: expect.any(Number) })
  upstream.faults.add({ kind: 'status', status: 401 }, { model: 'gone' })
  expect((await call('away-1')).error).toContain('AuthenticationError')
  expect((await ask('/internal/deployments/test', `Bearer ${secret}`, { id: 'no-such' })).status).toBe(404)
  expect((await ask('/internal/deployments/test', `Bearer ${secret}`, { name: 1 })).status).toBe(400)
})

test.each([`Bearer ${masterKey}`, 'Bearer wrong', ''])('%s does not open it', async (authorization) => {
  expect((await ask('/internal/deployments', authorization)).status).toBe(401)
  expect((await ask('/internal/deployments/test', authorization, { id: 'fast-1' })).status).toBe(401)
  expect((await ask('/internal/changes', authorization, {})).status).toBe(401)
})

test('a gateway without a server has nobody to tell', async () => {
  await using alone = await startTestGateway({ config: { model_list: [] } })
  const answer = await alone.fetch('/internal/deployments', undefined, { authorization: 'Bearer undefined' })
  expect(answer.status).toBe(401)
})
