import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'
import { type SseTools, startSseTools } from './testing/sse-tools.ts'
import { connectToolClient } from './testing/tool-client.ts'

let tools: SseTools
let gateway: TestGateway
beforeAll(async () => {
  tools = await startSseTools()
  gateway = await startTestGateway({
    config: { mcp_servers: { old: { url: tools.url, transport: 'sse', timeout: 20 } } },
  })
})
afterAll(async () => {
  for (const one of [gateway, tools]) await one?.[Symbol.asyncDispose]()
})

test('tools behind the old transport are listed and called, over one stream', async () => {
  await using user = await connectToolClient(`${gateway.url}/old/mcp`)
  expect(await user.names()).toContain('get_forecast')
  for (const city of ['Oslo', 'Nara'])
    expect(await user.call('get_forecast', { city })).toBe(`It is sunny in ${city}.`)
  expect(tools.streams).toBe(1)
})

test('an answer may be as large as elsewhere, and many together larger', async () => {
  await using user = await connectToolClient(`${gateway.url}/old/mcp`)
  for (let n = 0; n < 3; n += 1)
    expect(await user.call('large', { megabytes: 4 })).toHaveLength(4 * 1024 * 1024)
  await expect(user.call('large', { megabytes: 11 })).rejects.toThrow('"old" ended before it answered')
  expect(await user.call('get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
})

test('a stream that ends fails the calls that wait for it, and the next call opens another', async () => {
  await using user = await connectToolClient(`${gateway.url}/old/mcp`)
  await user.names()
  const before = tools.streams
  const waiting = user.call('hang')
  const failed = expect(waiting).rejects.toThrow('"old" ended before it answered')
  await user.call('get_forecast', { city: 'Oslo' })
  tools.cut()
  await failed
  expect(await user.call('get_forecast', { city: 'Nara' })).toBe('It is sunny in Nara.')
  expect(tools.streams).toBe(before + 1)
})
