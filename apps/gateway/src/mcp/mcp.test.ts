import { hash } from 'node:crypto'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type ArrivedEvent,
  type FakeServer,
  internalSecret,
  startFakeServer,
} from '../testing/fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'
import { type HttpTools, startHttpTools } from './testing/http-tools.ts'
import { connectToolClient } from './testing/tool-client.ts'

const program = resolve(import.meta.dirname, 'testing/stdio-program.ts')
const allTools = [
  'get_forecast',
  'refuse',
  'environment',
  'pid',
  'hang',
  'freeze',
  'die',
  'wait',
  'large',
  'steps',
]

let http: HttpTools
let server: FakeServer
let gateway: TestGateway

beforeAll(async () => {
  http = await startHttpTools()
  server = await startFakeServer({ keys, holders: [red] })
  gateway = await startTestGateway({
    config: {
      mcp_servers: {
        local: {
          command: process.execPath,
          args: [program],
          env: { GIVEN: 'yes' },
          access_groups: ['dev'],
          disallowed_tools: ['die'],
          timeout: 20,
        },
        remote_tools: {
          url: http.url,
          alias: 'far',
          description: 'Far away',
          auth_type: 'bearer_token',
          auth_value: 'far-token',
          extra_headers: ['X-Tenant', 'authorization'],
          allowed_tools: ['get_forecast', 'refuse', 'steps', 'hang', 'large'],
          timeout: 20,
        },
      },
      general_settings: { reject_clientside_metadata_tags: true, enforced_params: ['user'] },
    },
    env: {
      KANSOKU_SERVER_URL: server.url,
      KANSOKU_INTERNAL_SECRET: internalSecret,
      OPENAI_API_KEY: 'sk-secret-of-the-gateway',
    },
  })
})
afterAll(async () => {
  for (const one of [gateway, server, http]) await one?.[Symbol.asyncDispose]()
})

const keyOf = (name: string) => `sk-key-of-${name}`
function virtualKey(name: string, more: object = {}) {
  return {
    hash: hash('sha256', keyOf(name)),
    alias: name,
    projectId: null,
    teamId: null,
    userId: null,
    models: [],
    modelAliases: {},
    metadata: {},
    limits: {},
    blocked: false,
    expiresAt: null,
    ...more,
  }
}
const red = {
  kind: 'team',
  id: 'red',
  alias: null,
  email: null,
  organizationId: null,
  models: [],
  modelAliases: {},
  limits: {},
  objectPermission: { mcp_servers: ['far'], mcp_tool_permissions: { far: ['get_forecast', 'steps'] } },
  blocked: false,
}
const keys = [
  virtualKey('anybody'),
  virtualKey('developer', { objectPermission: { mcp_access_groups: ['dev'] } }),
  virtualKey('reader', {
    objectPermission: { mcp_servers: ['local'], mcp_tool_permissions: { local: ['get_forecast'] } },
  }),
  virtualKey('nobody', { objectPermission: { mcp_servers: ['no-mcp-servers'] } }),
  virtualKey('member', { teamId: 'red' }),
  virtualKey('careful', {
    teamId: 'red',
    objectPermission: {
      mcp_servers: ['far', 'local'],
      mcp_tool_permissions: { far: ['get_forecast', 'refuse'] },
    },
  }),
  virtualKey('slow', { limits: { rpmLimit: 1 } }),
]

const connect = (path: string, options?: Parameters<typeof connectToolClient>[1]) =>
  connectToolClient(`${gateway.url}${path}`, options)

/** The observation and the trace of the call with such an argument, once they have arrived. */
async function recorded(word: string): Promise<{ tool: ArrivedEvent; trace: ArrivedEvent }> {
  const has = (type: string) => (event: ArrivedEvent) =>
    event.type === type && JSON.stringify(event.body).includes(word)
  for (;;) {
    const tool = server.events.find(has('tool-create'))
    const trace = server.events.find(
      ({ type, body }) => type === 'trace-create' && body.id === tool?.body.traceId,
    )
    if (tool && trace) return { tool, trace }
    await new Promise((next) => setTimeout(next, 10))
  }
}

describe('the tools of all servers', () => {
  test('have the names of their servers before them, without those that the config leaves out', async () => {
    await using user = await connect('/mcp')
    const expected = [
      ...allTools.filter((name) => name !== 'die').map((name) => `local-${name}`),
      ...['get_forecast', 'refuse', 'hang', 'large', 'steps'].map((name) => `far-${name}`),
    ]
    expect((await user.names()).sort()).toEqual(expected.sort())
    expect(await user.call('local-get_forecast', { city: 'Kyoto' })).toBe('It is sunny in Kyoto.')
    expect(await user.call('far-get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
    await expect(user.call('local-die')).rejects.toThrow('There is no tool "local-die" that this key may use')
    await expect(user.call('get_forecast')).rejects.toThrow('Tools are called <server>-<tool> here')
  })

  test.each(['/mcp/', '/mcp/far', '/far/mcp', '/remote_tools/mcp'])('of one server at %s', async (path) => {
    await using user = await connect(path, { headers: { 'x-mcp-servers': 'far' } })
    expect(await user.names()).toEqual(['get_forecast', 'refuse', 'hang', 'large', 'steps'])
    expect(await user.call('get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
    expect(await user.call('far-get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
  })

  test('are those of the servers that a header asks for, by name or access group', async () => {
    await using user = await connect('/mcp', { headers: { 'x-mcp-servers': 'dev, nothing' } })
    expect(await user.names()).toContain('get_forecast')
    expect(await user.names()).not.toContain('local-get_forecast')
  })

  test('tell how far they are', async () => {
    await using user = await connect('/mcp')
    const heard: unknown[] = []
    const onprogress = (progress: unknown) => heard.push(progress)
    await user.client.callTool({ name: 'far-steps', arguments: {} }, { onprogress })
    expect(heard).toEqual([
      { progress: 1, total: 2, message: 'on the way' },
      { progress: 2, total: 2, message: 'on the way' },
    ])
  })

  test('are known to clients of the newest version of the protocol, too', async () => {
    const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client')
    const client = new Client(
      { name: 'new', version: '1' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    )
    const requestInit = { headers: { 'x-litellm-api-key': masterKey } }
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${gateway.url}/far/mcp`), { requestInit }),
    )
    expect((await client.listTools()).tools).toHaveLength(5)
    const { content } = await client.callTool({ name: 'get_forecast', arguments: { city: 'Bergen' } })
    expect(content).toEqual([{ type: 'text', text: 'It is sunny in Bergen.' }])
    await client.close()
  })
})

describe('a key', () => {
  test.each<readonly [string, readonly string[]]>([
    ['anybody', ['local-get_forecast', 'far-get_forecast']],
    ['developer', ['get_forecast', 'pid']],
    ['reader', ['get_forecast']],
    ['nobody', []],
    ['member', ['get_forecast', 'steps']],
    ['careful', ['get_forecast']],
  ])('sees what it and its team may use: %s', async (name, some) => {
    await using user = await connect('/mcp', { key: keyOf(name) })
    const names = await user.names()
    expect(names).toEqual(expect.arrayContaining([...some]))
    if (name !== 'anybody' && name !== 'developer') expect(names).toHaveLength(some.length)
  })

  test('calls nothing else', async () => {
    await using reader = await connect('/mcp', { key: keyOf('reader') })
    expect(await reader.call('get_forecast', { city: 'Nara' })).toBe('It is sunny in Nara.')
    for (const name of ['pid', 'local-pid', 'far-get_forecast'])
      await expect(reader.call(name), name).rejects.toThrow(/There is no tool/)
    await expect(connect('/far/mcp', { key: keyOf('reader') })).rejects.toThrow(/404|no MCP server/)
    await expect(connect('/mcp/none', { key: keyOf('anybody') })).rejects.toThrow(/no MCP server/)
  })

  test('that is none gets the same words as everywhere', async () => {
    const answer = await gateway.fetch('/mcp', {}, { authorization: 'Bearer sk-wrong' })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      jsonrpc: '2.0',
      id: null,
      error: { message: expect.stringContaining('Invalid proxy server token passed') },
    })
  })

  test('keeps its limits', async () => {
    await using slow = await connect('/mcp', { key: keyOf('slow') })
    expect(await slow.call('local-get_forecast', { city: 'Nara' })).toContain('sunny')
    await expect(slow.call('local-get_forecast', { city: 'Nara' })).rejects.toThrow(/Rate limit exceeded/i)
    expect(await slow.names()).toContain('local-pid')
  })
})

describe('what is called', () => {
  test('is one observation of its trace, with who called, what it was told and what it said', async () => {
    const headers = { 'x-litellm-session-id': 'a-session', 'x-litellm-end-user-id': 'ann' }
    await using user = await connect('/mcp', { key: keyOf('anybody'), headers })
    await user.call('local-get_forecast', { city: 'Recorded' })
    const { tool, trace } = await recorded('Recorded')
    expect(tool.body).toMatchObject({
      name: 'get_forecast',
      level: 'DEFAULT',
      input: { city: 'Recorded' },
      output: { content: [{ type: 'text', text: 'It is sunny in Recorded.' }] },
      metadata: {
        call_type: 'call_mcp_tool',
        mcp_server_name: 'local',
        mcp_namespaced_tool_name: 'local-get_forecast',
        user_api_key_alias: 'anybody',
      },
    })
    expect(Date.parse(tool.body.endTime)).toBeGreaterThanOrEqual(Date.parse(tool.body.startTime))
    expect(trace.body).toMatchObject({
      name: 'litellm-call_mcp_tool',
      sessionId: 'a-session',
      userId: 'ann',
      input: { city: 'Recorded' },
    })
  })

  test('brings no tags where the config refuses them', async () => {
    await using user = await connect('/mcp', { headers: { 'x-litellm-tags': 'mine' } })
    await expect(user.call('far-steps')).rejects.toThrow('tags may not be given by a call')
  })

  test('joins a trace that is named, and leaves its words alone', async () => {
    await using user = await connect('/mcp', { headers: { 'x-litellm-trace-id': 'my-trace' } })
    await user.call('far-get_forecast', { city: 'Joined' })
    const { tool, trace } = await recorded('Joined')
    expect(tool.body.traceId).toBe('my-trace')
    expect(Object.keys(trace.body)).not.toEqual(expect.arrayContaining(['name']))
    expect(trace.body.input).toBeUndefined()
  })

  test('is a failure when the tool says so, or there is no answer', async () => {
    await using user = await connect('/mcp', { headers: { 'x-litellm-trace-id': 'failures' } })
    expect(await user.call('far-refuse', { why: 'Refused' })).toBe('No such city.')
    expect((await recorded('Refused')).tool.body).toMatchObject({
      level: 'ERROR',
      statusMessage: 'No such city.',
    })
  })

  test('is not recorded where the caller says so, and without words where they are hidden', async () => {
    await using user = await connect('/mcp', { headers: { 'x-litellm-enable-message-redaction': 'true' } })
    await user.client.callTool({
      name: 'local-get_forecast',
      arguments: { city: 'Unsaid' },
      _meta: { 'no-log': true },
    })
    await user.client.callTool({
      name: 'local-refuse',
      arguments: { city: 'Hidden' },
      _meta: { metadata: { trace_name: 'hidden-trace' } },
    })
    const { tool } = await new Promise<{ tool: ArrivedEvent }>((found) => {
      const look = () => {
        const trace = server.events.find(({ body }) => body.name === 'hidden-trace')
        const own = server.events.find(
          ({ type, body }) => type === 'tool-create' && body.traceId === trace?.body.id,
        )
        if (own) found({ tool: own })
        else setTimeout(look, 10)
      }
      look()
    })
    expect(tool.body).toMatchObject({
      input: 'redacted-by-litellm',
      output: 'redacted-by-litellm',
      statusMessage: 'redacted-by-litellm',
    })
    expect(JSON.stringify(server.events)).not.toMatch(/Unsaid|Hidden/)
  })

  test('is counted', async () => {
    const metrics = await (await gateway.fetch('/metrics')).text()
    expect(metrics).toMatch(
      /kansoku_mcp_tool_calls_total\{server="local",tool="get_forecast",outcome="success"\} \d/,
    )
    expect(metrics).toMatch(
      /kansoku_mcp_tool_calls_total\{server="remote_tools",tool="refuse",outcome="failure"\} \d/,
    )
  })

  test('ends when its client goes away', async () => {
    const leaving = new AbortController()
    const answer = fetch(`${gateway.url}/mcp`, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${masterKey}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'far-hang', arguments: { why: 'Leaving' } },
      }),
    })
    const isAsked = () => http.bodies.some((body) => body.includes('Leaving'))
    void vi.waitUntil(isAsked, { timeout: 20_000 }).then(() => leaving.abort())
    await expect(answer.then((one) => one.text())).rejects.toThrow()
    expect((await recorded('Leaving')).tool.body).toMatchObject({ level: 'WARNING' })
  })
})

describe('a server', () => {
  test('that is a program is told what the config says, and nothing of the gateway', async () => {
    await using user = await connect('/local/mcp')
    const told = JSON.parse(await user.call('environment'))
    expect(told).toMatchObject({ GIVEN: 'yes' })
    expect(JSON.stringify(told)).not.toMatch(/secret|LITELLM|KANSOKU/)
  })

  test('gets the credentials of the config and headers of clients that are for it, never the key', async () => {
    const headers = { 'x-tenant': 'blue', 'x-mcp-far-x-extra': '7', 'x-mcp-local-x-other': '8' }
    await using user = await connect('/far/mcp', { headers })
    await user.call('get_forecast', { city: 'Oslo' })
    const last = http.seen.findLast(({ 'x-tenant': tenant }) => tenant === 'blue')
    expect(last).toMatchObject({ authorization: 'Bearer far-token', 'x-extra': '7' })
    expect(JSON.stringify(http.seen)).not.toContain(masterKey)
    expect(last).not.toHaveProperty('x-other')
    const other = { 'x-litellm-api-key': keyOf('anybody'), 'x-tenant': 'two-keys' }
    await using withTwo = await connect('/far/mcp', { headers: other })
    await withTwo.call('get_forecast', { city: 'Oslo' })
    expect(JSON.stringify(http.seen)).toContain('two-keys')
    expect(JSON.stringify(http.seen)).not.toMatch(new RegExp(`${masterKey}|${keyOf('anybody')}`))
  })

  test('is listed without its secrets', async () => {
    const answer = await gateway.fetch('/v1/mcp/server', undefined, {
      authorization: `Bearer ${keyOf('anybody')}`,
    })
    const listed = await answer.json()
    expect(listed).toMatchObject([
      { server_id: 'local', transport: 'stdio', url: null, mcp_access_groups: ['dev'] },
      { server_id: 'remote_tools', alias: 'far', transport: 'http', url: http.url, description: 'Far away' },
    ])
    expect(JSON.stringify(listed)).not.toMatch(/far-token|GIVEN|stdio-program/)
    const mine = await gateway.fetch('/v1/mcp/server', undefined, {
      authorization: `Bearer ${keyOf('reader')}`,
    })
    expect(await mine.json()).toHaveLength(1)
  })
})
