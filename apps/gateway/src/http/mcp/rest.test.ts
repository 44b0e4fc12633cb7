import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpTools, startHttpTools } from '../../mcp/testing/http-tools.ts'
import { startTestGateway, type TestGateway } from '../../testing/start-test-gateway.ts'

const program = resolve(import.meta.dirname, '../../mcp/testing/stdio-program.ts')

let http: HttpTools
let gateway: TestGateway
beforeAll(async () => {
  http = await startHttpTools()
  const allowed_tools = ['get_forecast', 'refuse', 'steps', 'hang', 'large']
  gateway = await startTestGateway({
    config: {
      mcp_servers: {
        local: { command: process.execPath, args: [program] },
        remote_tools: { url: http.url, alias: 'far', allowed_tools },
      },
    },
  })
})
afterAll(async () => {
  for (const one of [gateway, http]) await one?.[Symbol.asyncDispose]()
})

describe('without the protocol', () => {
  test.each(['/mcp-rest/tools', '/mcp/tools'])('tools are listed and called at %s', async (path) => {
    const answer = await gateway.fetch(`${path}/list?server_id=far`)
    const list = (await answer.json()) as { tools: { name: string }[] }
    expect(list.tools.map(({ name }) => name)).toEqual(['get_forecast', 'refuse', 'hang', 'large', 'steps'])
    expect(list.tools[0]).toMatchObject({
      description: 'The weather',
      inputSchema: { type: 'object', required: ['city'] },
      mcp_info: { server_name: 'far' },
    })
    const wish = { server_id: 'far', name: 'get_forecast', arguments: { city: 'Lima' } }
    expect(await (await gateway.fetch(`${path}/call`, wish)).json()).toMatchObject({
      content: [{ type: 'text', text: 'It is sunny in Lima.' }],
    })
    const prefixed = { name: 'local-get_forecast', arguments: { city: 'Lima' } }
    expect((await gateway.fetch(`${path}/call`, prefixed)).status).toBe(200)
  })

  test.each<readonly [object, number]>([
    [{ name: 'far-none' }, 404],
    [{ server_id: 'none', name: 'x' }, 404],
    [{ arguments: {} }, 400],
    [{ name: 'far-steps', arguments: [1] }, 400],
    [{ server_id: 7, name: 'x' }, 400],
  ])('%j is answered with %i', async (body, status) => {
    expect((await gateway.fetch('/mcp-rest/tools/call', body)).status).toBe(status)
  })
})
