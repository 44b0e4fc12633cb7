import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectToolClient } from '../../apps/gateway/src/mcp/testing/tool-client.ts'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

const program = resolve(import.meta.dirname, '../../apps/gateway/src/mcp/testing/stdio-program.ts')
const tools = { command: process.execPath, args: [program] }

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer({
    mcp_servers: { one: tools, two: { ...tools, env: { NAME: 'two' } } },
  })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)

const serversOf = async (key: string) => {
  await using user = await connectToolClient(`${world.gateway.url}/mcp`, { key })
  const names = await user.names()
  return [...new Set(names.map((name) => /^(one|two)-/.exec(name)?.[1] ?? 'plain'))]
}

test('a key uses the servers that it is given, from the moment on that it is given them', async () => {
  const wish = { object_permission: { mcp_servers: ['one'] } }
  const { body: made } = await ask('/key/generate', wish)
  const whole = { mcp_servers: ['one'], mcp_access_groups: [], mcp_tool_permissions: {} }
  expect(made.object_permission).toEqual(whole)
  expect(await serversOf(made.key)).toEqual(['plain'])
  await ask('/key/update', { key: made.key, object_permission: { mcp_servers: ['one', 'two'] } })
  expect(await serversOf(made.key)).toEqual(['one', 'two'])
  await ask('/key/update', { key: made.key, max_budget: 3 })
  const { body: info } = await ask(`/key/info?key=${made.key}`)
  expect(info.info.object_permission.mcp_servers).toEqual(['one', 'two'])
  await ask('/key/update', { key: made.key, object_permission: { mcp_servers: ['no-mcp-servers'] } })
  expect(await serversOf(made.key)).toEqual([])
  const { body: replaced } = await ask(`/key/${made.key}/regenerate`, {})
  expect(await serversOf(replaced.key)).toEqual([])
  await ask('/key/update', { key: replaced.key, object_permission: null })
  expect(await serversOf(replaced.key)).toEqual(['one', 'two'])
})

test('a team lends its tools to its keys', async () => {
  const object_permission = { mcp_tool_permissions: { two: ['pid', 'get_forecast'] } }
  const { body: team } = await ask('/team/new', { team_alias: 'tools', object_permission })
  expect(team.object_permission.mcp_tool_permissions).toEqual(object_permission.mcp_tool_permissions)
  const { body: made } = await ask('/key/generate', { team_id: team.team_id })
  await using user = await connectToolClient(`${world.gateway.url}/mcp`, { key: made.key })
  expect(await user.names()).toEqual(['get_forecast', 'pid'])
  await ask('/team/update', { team_id: team.team_id, object_permission: { mcp_servers: ['one'] } })
  expect(await serversOf(made.key)).toEqual(['one', 'two'])
})

test.each<readonly [object, number]>([
  [{ object_permission: { vector_stores: ['x'] } }, 400],
  [{ object_permission: { mcp_server: ['x'] } }, 400],
  [{ object_permission: { mcp_servers: 'x' } }, 400],
])('a restriction that is not kept is refused: %j', async (wish, status) => {
  expect((await ask('/key/generate', wish)).status).toBe(status)
})

test('a call of a tool can be read from the platform as an observation of its session', async () => {
  const headers = { 'x-litellm-session-id': 'tools-of-a-session', 'x-litellm-trace-id': 'trace-of-a-tool' }
  await using user = await connectToolClient(`${world.gateway.url}/one/mcp`, { headers })
  await user.call('get_forecast', { city: 'Sapporo' })
  const trace = await world.recordedTrace('trace-of-a-tool')
  expect(trace.sessionId).toBe('tools-of-a-session')
  expect(trace.observations).toMatchObject([
    {
      type: 'TOOL',
      name: 'get_forecast',
      input: { city: 'Sapporo' },
      output: { content: [{ type: 'text', text: 'It is sunny in Sapporo.' }] },
    },
  ])
})
