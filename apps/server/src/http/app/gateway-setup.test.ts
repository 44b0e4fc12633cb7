import type {
  GatewaySetup,
  RouteResponse,
  showGatewaySetup,
  testSetupCallback,
  testSetupMcpServer,
} from '@kansoku/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeGateway, startFakeGateway } from '../../testing/fake-gateway.ts'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

const setup: GatewaySetup = {
  loadedAt: '2026-11-28T00:00:00.000Z',
  refusal: {
    since: '2026-11-28T00:05:00.000Z',
    faults: [{ place: 'config.yaml:3', message: 'It is wrong.', remedy: 'Correct it.' }],
  },
  routing: {
    ...{ strategy: 'simple-shuffle', retries: 2, timeoutSeconds: 600, streamTimeoutSeconds: null },
    ...{ cooldownSeconds: 5, checksContextWindow: false, tagFilter: 'off', affinity: [] },
    fallbacks: [{ kind: 'general', model: 'fast', targets: ['large'] }],
  },
  caching: null,
  callbacks: [{ name: 'audit', kind: 'webhook', onSuccess: true, onFailure: true, withoutContent: false }],
  idleCallbacks: [],
  guardrails: [],
  mcpServers: [{ name: 'weather', prefix: 'weather', description: null, transport: 'stdio' }],
}

let gateway: FakeGateway
let server: TestServer
let cookie: string
beforeAll(async () => {
  gateway = await startFakeGateway({
    '/internal/setup': () => ({ ...setup, masterKey: 'sk-hidden' }),
    '/internal/callbacks/test': ({ name }) =>
      name === 'audit' ? { error: 'it answered 500', seconds: 0.2 } : undefined,
    '/internal/mcp-servers/test': ({ name }) =>
      name === 'weather'
        ? { error: null, seconds: 0.1, tools: [{ name: 'get_forecast', description: null }] }
        : undefined,
  })
  server = await startTestServer({ KANSOKU_GATEWAY_URL: gateway.url })
  cookie = await signIn(server)
}, 60_000)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await gateway?.[Symbol.asyncDispose]()
})

async function ask<T>(method: string, suffix = '', body?: object) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const path = `/api/app/projects/cline-project/gateway-setup${suffix}`
  const answer = await server.fetch(path, { method, headers, ...(body ? { body } : {}) })
  return { status: answer.status, body: (await answer.json()) as T }
}

test('the setup is shown as the gateway tells it, and nothing else that it says', async () => {
  const { body } = await ask<RouteResponse<typeof showGatewaySetup>>('GET')
  expect(body).toEqual({ setup, mayTest: true })
})

test('callbacks and MCP servers are tested', async () => {
  const callback = await ask<RouteResponse<typeof testSetupCallback>>('POST', '/callbacks/test', {
    name: 'audit',
    kind: 'webhook',
  })
  expect(callback.body).toEqual({ error: 'it answered 500', seconds: 0.2, isReachable: true })
  const mcp = await ask<RouteResponse<typeof testSetupMcpServer>>('POST', '/mcp-servers/test', {
    name: 'weather',
  })
  expect(mcp.body.tools).toEqual([{ name: 'get_forecast', description: null }])
})

test.each(['/callbacks/test', '/mcp-servers/test'])('%s of what is not there is 404', async (suffix) => {
  expect((await ask('POST', suffix, { name: 'nobody', kind: 'webhook' })).status).toBe(404)
})

test('who does not look after the gateway sees it only', async () => {
  await withRole(server, 'ADMIN', async () => {
    const { body } = await ask<RouteResponse<typeof showGatewaySetup>>('GET')
    expect(body.mayTest).toBe(false)
    expect(body.setup?.refusal).toEqual({ since: setup.refusal?.since, faults: [] })
    expect((await ask('POST', '/callbacks/test', { name: 'audit', kind: 'webhook' })).status).toBe(403)
    expect((await ask('POST', '/mcp-servers/test', { name: 'weather' })).status).toBe(403)
  })
})

test('a gateway that is away leaves the page empty', async () => {
  await gateway[Symbol.asyncDispose]()
  expect((await ask<RouteResponse<typeof showGatewaySetup>>('GET')).body.setup).toBeNull()
  const { body } = await ask<RouteResponse<typeof testSetupMcpServer>>('POST', '/mcp-servers/test', {
    name: 'weather',
  })
  expect(body).toMatchObject({ error: 'The gateway does not answer', isReachable: false, tools: [] })
})
