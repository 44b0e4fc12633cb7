import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { masterKey, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'
import { type HttpTools, startHttpTools } from './testing/http-tools.ts'
import { connectToolClient } from './testing/tool-client.ts'

const program = resolve(import.meta.dirname, 'testing/stdio-program.ts')

let http: HttpTools
let gateway: TestGateway
beforeAll(async () => {
  http = await startHttpTools()
  const local = { command: process.execPath, args: [program] }
  gateway = await startTestGateway({ config: { mcp_servers: { local, far: { url: http.url } } } })
})
afterAll(async () => {
  for (const one of [gateway, http]) await one?.[Symbol.asyncDispose]()
})

test.each<readonly [string, RegExp]>([
  ['far', /broke off, or has more than 10 MB/],
  ['local', /ended before it answered/],
])('an answer that is too large is none: %s', async (name, message) => {
  await using user = await connectToolClient(`${gateway.url}/${name}/mcp`)
  expect(await user.call('large', { megabytes: 1 })).toHaveLength(1024 * 1024)
  await expect(user.call('large', { megabytes: 11 })).rejects.toThrow(message)
  expect(await user.call('get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
})

describe('what is not MCP', () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/mcp`, {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${masterKey}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
    })

  test.each<readonly [string, string, Record<string, string>, number]>([
    ['no JSON', '{"jsonrpc":', {}, 400],
    ['nothing', '', {}, 400],
    ['a text', '"hello"', {}, 400],
    ['another object', '{"model":"gpt"}', {}, 400],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [
      'a client that takes no answer',
      '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      { accept: 'text/html' },
      406,
    ],
    [
      'a version that there is not',
      '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      { 'mcp-protocol-version': '1999-01-01' },
      400,
    ],
  ])('%s is refused in words of JSON-RPC', async (_what, body, headers, status) => {
    const answer = await send(body, headers)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) } })
  })

  test('as a method or as parameters is an error of that request', async () => {
    for (const asked of [
      { method: 'tools/none' },
      { method: 'tools/call', params: {} },
      { method: 'tools/call', params: { name: 'far-steps', arguments: [1] } },
    ]) {
      const answer = await (await send(JSON.stringify({ jsonrpc: '2.0', id: 7, ...asked }))).text()
      expect(answer).toMatch(/"id":7/)
      expect(answer).toMatch(/"error":\{"code":-32/)
    }
  })

  test.each(['GET', 'DELETE'])('%s has nothing to give: there are no sessions', async (method) => {
    const headers = { authorization: `Bearer ${masterKey}`, accept: 'text/event-stream' }
    expect((await fetch(`${gateway.url}/mcp`, { method, headers })).status).toBe(405)
  })
})
