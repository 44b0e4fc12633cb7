import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type {
  getGatewaySetup,
  RouteResponse,
  testGatewayCallback,
  testGatewayMcpServer,
} from '@kansoku/contracts/gateway'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeTarget, startFakeTarget } from './testing/callback-target.ts'
import { type FakeServer, startFakeServer } from './testing/fake-server.ts'
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

const secret = 'secret-of-server-and-gateway'
const program = resolve(import.meta.dirname, 'mcp/testing/stdio-program.ts')
let target: FakeTarget
let server: FakeServer
let gateway: TestGateway
beforeAll(async () => {
  target = await startFakeTarget()
  server = await startFakeServer()
  gateway = await startTestGateway({
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: secret },
    config: {
      model_list: [{ model_name: 'fast', litellm_params: { model: 'openai/gpt-4o-mini', api_key: 'sk-x' } }],
      litellm_settings: {
        callbacks: ['langfuse', 'audit', 'otel'],
        fallbacks: [{ fast: ['large'] }],
        default_fallbacks: ['small'],
        cache: true,
        cache_params: { type: 'local', ttl: 60 },
      },
      router_settings: { routing_strategy: 'least-busy', num_retries: 1, disable_cooldowns: true },
      callback_settings: {
        audit: {
          callback_type: 'generic_api',
          endpoint: `${target.url}/audit`,
          headers: { Authorization: 'Bearer audit-secret' },
        },
      },
      guardrails: [
        { guardrail_name: 'keys', litellm_params: { guardrail: 'hide-secrets', mode: 'pre_call' } },
      ],
      mcp_servers: {
        tools: { command: process.execPath, args: [program], disallowed_tools: ['refuse'] },
        gone: { url: 'http://127.0.0.1:9/mcp', authentication_token: 'mcp-secret' },
      },
    },
  })
})
afterAll(() => Promise.all([gateway, server, target].map((one) => one?.[Symbol.asyncDispose]())))

async function ask<T>(path: string, body?: object, authorization = `Bearer ${secret}`) {
  const answer = await gateway.fetch(path, body, { authorization })
  return { status: answer.status, body: (await answer.json()) as T }
}

test('the connected server learns what the config file says, and no credential or address with it', async () => {
  const { body } = await ask<RouteResponse<typeof getGatewaySetup>>('/internal/setup')
  expect(body).toMatchObject({
    refusal: null,
    routing: {
      ...{ strategy: 'least-busy', retries: 1, cooldownSeconds: null, tagFilter: 'off', affinity: [] },
      fallbacks: [
        { kind: 'general', model: 'fast', targets: ['large'] },
        { kind: 'byDefault', model: null, targets: ['small'] },
      ],
    },
    caching: { place: 'memory', ttlSeconds: 60, isByDefault: true, semantic: null },
    callbacks: [{ name: 'audit', kind: 'webhook', onSuccess: true, onFailure: true, withoutContent: false }],
    idleCallbacks: [{ name: 'otel', reason: expect.stringContaining('OTEL_EXPORTER_OTLP_ENDPOINT') }],
    guardrails: [{ name: 'keys', type: 'hide-secrets', modes: ['pre_call'], isByDefault: false }],
    mcpServers: [
      { name: 'tools', prefix: 'tools', description: null, transport: 'stdio' },
      { name: 'gone', transport: 'http' },
    ],
  })
  expect(JSON.stringify(body)).not.toMatch(/sk-x|audit-secret|mcp-secret|127\.0\.0\.1/)
})

test.each([
  ['/internal/setup', undefined],
  ['/internal/callbacks/test', { name: 'audit', kind: 'webhook' }],
  ['/internal/mcp-servers/test', { name: 'tools' }],
] as const)('%s is for the connected server alone', async (path, body) => {
  expect((await ask(path, body, 'Bearer sk-test-master-key')).status).toBe(401)
})

describe('a callback that is tested', () => {
  const testIt = (name: string) =>
    ask<RouteResponse<typeof testGatewayCallback>>('/internal/callbacks/test', { name, kind: 'webhook' })

  test('is told of a call that never was', async () => {
    expect((await testIt('audit')).body).toMatchObject({ error: null })
    const { headers, body } = await target.next(({ url }) => url === '/audit')
    expect(headers.authorization).toBe('Bearer audit-secret')
    expect(JSON.parse(body.toString())).toMatchObject([{ model: 'kansoku-test', status: 'success' }])
  })

  test('says why it took nothing', async () => {
    target.failWith = 403
    expect((await testIt('audit')).body.error).toContain('answered 403')
    target.failWith = 0
  })

  test('has to be there', async () => {
    expect((await testIt('nobody')).status).toBe(404)
    expect((await ask('/internal/callbacks/test', { name: 5 })).status).toBe(400)
  })
})

describe('an MCP server that is tested', () => {
  const testIt = (name: string) =>
    ask<RouteResponse<typeof testGatewayMcpServer>>('/internal/mcp-servers/test', { name })

  test('tells the tools that may be used', async () => {
    const { body } = await testIt('tools')
    expect(body.error).toBeNull()
    const names = body.tools.map(({ name }) => name)
    expect(names).toContain('get_forecast')
    expect(names).not.toContain('refuse')
  })

  test('says why there are none', async () => {
    const { body } = await testIt('gone')
    expect(body).toMatchObject({ tools: [], error: expect.stringContaining('gone') })
    expect(body.error).not.toContain('mcp-secret')
  })

  test('has to be there', async () => {
    expect((await testIt('nobody')).status).toBe(404)
  })
})

describe('/health/services', () => {
  const testIt = async (service: string, headers: Record<string, string> = {}) => {
    const answer = await gateway.fetch(`/health/services?service=${service}`, undefined, headers)
    return { status: answer.status, text: await answer.text() }
  }

  test('tells a callback of a call that never was', async () => {
    expect(await testIt('audit')).toMatchObject({ status: 200, text: expect.stringContaining('"success"') })
    target.failWith = 500
    expect((await testIt('audit')).status).toBe(502)
    target.failWith = 0
  })

  test('says how deliveries to Langfuse go', async () => {
    expect((await testIt('langfuse')).status).toBe(200)
  })

  test('names the callbacks that there are, and why one is idle', async () => {
    expect(await testIt('nobody')).toMatchObject({ status: 400, text: expect.stringContaining('audit') })
    expect(await testIt('otel')).toMatchObject({ status: 400, text: expect.stringContaining('OTEL_') })
  })

  test('is for those who have a key', async () => {
    expect((await testIt('audit', { authorization: 'Bearer sk-wrong' })).status).toBe(401)
  })
})

test('a file that is refused is told with all that is wrong with it, and since when, until a good one is read', async () => {
  const write = async (text: string) => {
    await writeFile(join(gateway.dataDir, 'config.yaml'), text)
    gateway.gateway.reload()
    const { body } = await ask<RouteResponse<typeof getGatewaySetup>>('/internal/setup')
    return body.refusal
  }
  const first = await write('model_list: [{model_name: a}]\nlitellm_settings: {num_retries: many}\n')
  expect(first).toEqual({
    since: expect.stringMatching(/^\d{4}-/),
    faults: [
      {
        place: 'config.yaml:1',
        message: 'Model 1 of model_list has no litellm_params.',
        remedy: expect.stringContaining('Add'),
      },
      expect.objectContaining({ place: 'config.yaml:2', message: expect.stringContaining('num_retries') }),
    ],
  })
  const second = await write('litellm_settings: {num_retries: many}\n')
  expect(second).toMatchObject({ since: first?.since, faults: [{ place: 'config.yaml:1' }] })
  expect(await write('litellm_settings: {num_retries: 1}\n')).toBeNull()
})
