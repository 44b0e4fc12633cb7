import type { listGatewayModels, RouteResponse, testGatewayModel } from '@kansoku/contracts'
import { getGatewayModel } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeGateway, startFakeGateway } from '../../testing/fake-gateway.ts'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

const deployment = {
  ...{ id: 'fast-1', group: 'fast', model: 'gpt-4o-mini', provider: 'openai', region: null },
  ...{ inputPrice: 0.000001, outputPrice: null, cacheReadPrice: null, maxInputTokens: 128_000 },
  ...{ fallbacks: ['large'], isResting: false, addedAs: null },
}

const checked: Record<string, unknown>[] = []
/** How often the gateway was told that something has changed. */
let told = 0

/** Refuses what a gateway would. */
function check({ params }: { params: Record<string, unknown> }) {
  checked.push(params)
  return { fault: String(params.model).startsWith('openai/') ? null : 'the provider is not known' }
}

let gateway: FakeGateway
let server: TestServer
let cookie: string
beforeAll(async () => {
  gateway = await startFakeGateway({
    '/internal/deployments': () => ({ deployments: [{ ...deployment, api_key: 'sk-hidden' }] }),
    '/internal/deployments/test': () => ({ error: null, seconds: 0.4 }),
    '/internal/deployments/check': check,
    '/internal/changes': () => {
      told += 1
      return {}
    },
  })
  server = await startTestServer({ KANSOKU_GATEWAY_URL: gateway.url })
  cookie = await signIn(server)
}, 60_000)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await gateway?.[Symbol.asyncDispose]()
})

const path = '/api/app/projects/cline-project/gateway-models'

async function ask<T>(method: string, suffix = '', body?: object) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(`${path}${suffix}`, { method, headers, ...(body ? { body } : {}) })
  return { status: answer.status, body: (await answer.json()) as T }
}

type Listed = RouteResponse<typeof listGatewayModels>

test('models of the gateway are shown as it tells them, and nothing else that it says', async () => {
  const { body } = await ask<Listed>('GET')
  expect(body).toEqual({ isReachable: true, deployments: [deployment], mayTest: true, mayChange: true })
})

test('who may give out keys has a model tested; members see models only', async () => {
  const tested = await ask<RouteResponse<typeof testGatewayModel>>('POST', '/test', { id: 'fast-1' })
  expect(tested.body).toEqual({ error: null, seconds: 0.4, isReachable: true })
  await withRole(server, 'MEMBER', async () => {
    expect((await ask<Listed>('GET')).body.mayTest).toBe(false)
    expect((await ask('POST', '/test', { id: 'fast-1' })).status).toBe(403)
  })
})

const wishes = {
  ...{ name: 'added', model: 'openai/gpt-4o', region: null, apiBase: null, apiVersion: null },
  ...{ apiKey: 'sk-credential' },
}

test('a model is added, changed where something is written, and deleted, each told to the gateway', async () => {
  const before = told
  const { status, body } = await ask<{ id: string }>('POST', '', wishes)
  expect(status).toBe(200)
  const stored = () => getGatewayModel(server.server.context, body)
  expect(await stored()).toMatchObject({
    modelName: 'added',
    params: { model: 'openai/gpt-4o', api_key: 'sk-credential' },
  })
  expect((await ask('PATCH', `/${body.id}`, { name: 'renamed', region: 'us-east-1' })).status).toBe(200)
  expect(checked.at(-1)).toEqual({
    model: 'openai/gpt-4o',
    api_key: 'sk-credential',
    aws_region_name: 'us-east-1',
  })
  expect(await stored()).toMatchObject({ modelName: 'renamed', params: { api_key: 'sk-credential' } })
  expect((await ask('DELETE', `/${body.id}`)).status).toBe(200)
  await expect(stored()).rejects.toThrow(body.id)
  expect(told - before).toBe(3)
})

test('what the gateway could not call is refused with its word', async () => {
  const refused = await ask<{ message: string }>('POST', '', { ...wishes, model: 'nobody/gpt' })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('the provider is not known')
})

test.each(['name', 'model', 'region', 'apiBase', 'apiVersion', 'apiKey'])(
  'the environment of the gateway stays where it is: %s',
  async (field) => {
    const { status } = await ask('POST', '', { ...wishes, [field]: 'os.environ/LITELLM_MASTER_KEY' })
    expect(status).toBe(400)
  },
)

test('no key goes to an address or a provider that it was not given for', async () => {
  expect((await ask('POST', '', { ...wishes, apiBase: 'https://mine.example', apiKey: null })).status).toBe(
    422,
  )
  const { body } = await ask<{ id: string }>('POST', '', wishes)
  const change = async (changes: object) => (await ask('PATCH', `/${body.id}`, changes)).status
  expect(await change({ apiBase: 'https://mine.example' })).toBe(422)
  expect(await change({ model: 'groq/llama' })).toBe(422)
  expect(await change({ model: 'openai/gpt-4o-mini' })).toBe(200)
  expect(await change({ apiBase: 'https://mine.example', apiKey: 'sk-new' })).toBe(200)
  expect((await ask('DELETE', `/${body.id}`)).status).toBe(200)
})

test('only owners of the init project change models', async () => {
  const { body } = await ask<{ id: string }>('POST', '', wishes)
  for (const role of ['MEMBER', 'ADMIN'] as const) {
    await withRole(server, role, async () => {
      expect((await ask<Listed>('GET')).body.mayChange).toBe(false)
      expect((await ask('POST', '', wishes)).status).toBe(403)
      expect((await ask('PATCH', `/${body.id}`, { name: 'mine' })).status).toBe(403)
      expect((await ask('DELETE', `/${body.id}`)).status).toBe(403)
    })
  }
  expect((await ask('DELETE', `/${body.id}`)).status).toBe(200)
})

test('a gateway that is away leaves the page without models', async () => {
  await gateway[Symbol.asyncDispose]()
  expect((await ask<Listed>('GET')).body).toMatchObject({ isReachable: false, deployments: [] })
  const { body } = await ask<RouteResponse<typeof testGatewayModel>>('POST', '/test', { id: 'fast-1' })
  expect(body).toMatchObject({ error: 'The gateway does not answer', isReachable: false })
  expect((await ask('POST', '', wishes)).status).toBe(422)
})
