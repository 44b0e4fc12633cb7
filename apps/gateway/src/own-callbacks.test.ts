import { hash } from 'node:crypto'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from './testing/fake-server.ts'
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

const toolProgram = resolve(import.meta.dirname, 'mcp/testing/stdio-program.ts')

let ofKey: FakeServer
let ofTeam: FakeServer
let server: FakeServer
let gateway: TestGateway

beforeAll(async () => {
  ofKey = await startFakeServer()
  ofTeam = await startFakeServer()
  const logging = (host: string, callback_type: string) => [
    {
      callback_name: 'langfuse',
      callback_type,
      callback_vars: { langfuse_public_key: 'pk', langfuse_secret_key: 'sk-lf-of-key', langfuse_host: host },
    },
  ]
  const rest = { alias: null, models: [], modelAliases: {}, limits: {}, blocked: false }
  const keyOf = (key: string, metadata: object, teamId: string | null) => ({
    ...rest,
    hash: hash('sha256', key, 'hex'),
    projectId: null,
    teamId,
    userId: null,
    expiresAt: null,
    metadata,
  })
  server = await startFakeServer({
    keys: [
      keyOf('sk-both', { logging: logging(ofKey.url, 'success_and_failure') }, 'team'),
      keyOf('sk-guarded', { guardrails: ['words'] }, 'team'),
    ],
    holders: [
      {
        ...rest,
        kind: 'team',
        id: 'team',
        email: null,
        organizationId: null,
        logging: logging(ofTeam.url, 'failure'),
        guardrails: ['secrets'],
      },
    ],
  })
  gateway = await startTestGateway({
    config: {
      mcp_servers: { tools: { command: process.execPath, args: [toolProgram] } },
      model_list: [
        { model_name: 'mocked', litellm_params: { model: 'openai/gpt-4o', mock_response: 'a unicorn' } },
        {
          model_name: 'broken',
          litellm_params: { model: 'openai/gpt-4o', mock_response: 'litellm.RateLimitError' },
        },
      ],
      litellm_settings: { num_retries: 0 },
      guardrails: [
        { guardrail_name: 'secrets', litellm_params: { guardrail: 'hide-secrets', mode: 'pre_call' } },
        {
          guardrail_name: 'words',
          litellm_params: {
            guardrail: 'banned_keywords',
            mode: 'post_call',
            banned_keywords_list: ['unicorn'],
          },
        },
      ],
    },
    env: {
      KANSOKU_SERVER_URL: server.url,
      KANSOKU_INTERNAL_SECRET: internalSecret,
      KANSOKU_CALLBACK_PRIVATE_HOSTS: 'on',
    },
  })
})
afterAll(async () => {
  for (const one of [gateway, server, ofKey, ofTeam]) await one?.[Symbol.asyncDispose]()
})

const call = (key: string, model: string, content: string, more: object = {}) =>
  gateway.fetch(
    '/v1/chat/completions',
    { model, messages: [{ role: 'user', content }], ...more },
    { authorization: `Bearer ${key}` },
  )

test('calls of a key are told to its own Langfuse, and failures to that of its team', async () => {
  await call('sk-both', 'mocked', 'key AKIAIOSFODNN7EXAMPLE')
  await call('sk-both', 'broken', 'for both')
  const [first] = await ofKey.generations(2)
  expect(first?.body).toMatchObject({ level: 'DEFAULT', output: { content: 'a unicorn' } })
  const told = await ofTeam.generations(1)
  expect(told.map(({ body }) => body.level)).toEqual(['ERROR'])
  const all = JSON.stringify([...ofKey.events, ...ofTeam.events, ...server.events])
  expect(all).toContain('key [REDACTED]')
  expect(all).not.toContain('AKIAIOSFODNN7EXAMPLE')
  expect(all).not.toContain('sk-lf-of-key')
})

test('so are calls of tools', async () => {
  const headers = { authorization: 'Bearer sk-both', 'x-litellm-session-id': 'own-tools' }
  const ask = (name: string, city: string) =>
    gateway.fetch('/mcp-rest/tools/call', { server_id: 'tools', name, arguments: { city } }, headers)
  await ask('get_forecast', 'Kyoto')
  await ask('refuse', 'Nara')
  const toldOf = ({ events }: FakeServer) =>
    events.filter(({ type }) => type === 'tool-create').map(({ body }) => [body.name, body.level])
  await vi.waitUntil(() => toldOf(ofKey).length === 2 && toldOf(ofTeam).length === 1, { timeout: 20_000 })
  expect(toldOf(ofKey)).toEqual([
    ['get_forecast', 'DEFAULT'],
    ['refuse', 'ERROR'],
  ])
  expect(toldOf(ofTeam)).toEqual([['refuse', 'ERROR']])
})

test('guardrails of a key and of its team look at its calls, which may not switch them off', async () => {
  const refused = await call('sk-guarded', 'mocked', 'hello')
  expect(refused.status).toBe(400)
  expect(refused.headers.get('x-litellm-applied-guardrails')).toBe('secrets,words')
  const off = await call('sk-guarded', 'mocked', 'hello', { disable_global_guardrails: true })
  expect(off.status).toBe(403)
})
