import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway } from '../testing/start-test-gateway.ts'
import { boundedFetch, mostAnswerBytes } from './bounded-fetch.ts'
import { startHttpTools } from './testing/http-tools.ts'
import { connectToolClient } from './testing/tool-client.ts'

const half = 'x'.repeat(mostAnswerBytes / 2 - 100)
const line = `data: ${half}`
const answers: Readonly<Record<string, readonly string[]>> = {
  feeds: [line, '\n\n', line, '\n\n', line, '\n\n'],
  returns: [line, '\r\r', line, '\r\r', line, '\r\r'],
  both: [line, '\r', '\n\r', '\n', line, '\r\n\r\n', line, '\r\n\r\n'],
  lines: [line, '\r', '\n', line, '\r\n', line, '\r\n\r\n'],
  line: [line, half, half],
  page: [half, '\n\n', half, '\n\n', half],
}

const server = createServer((request, response) => {
  const name = request.url?.slice(1) ?? ''
  response.writeHead(200, { 'content-type': name === 'page' ? 'text/html' : 'text/event-stream' })
  for (const piece of answers[name] ?? []) response.write(piece)
  response.end()
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

describe('a stream of events', () => {
  test.each(['feeds', 'returns', 'both'])('is as long as it likes: %s', async (name) => {
    const response = await boundedFetch(`${url}/${name}`)
    expect(await response.text()).toBe(answers[name]?.join(''))
  })

  test.each(['lines', 'line'])('has no event that is too large: %s', async (name) => {
    const response = await boundedFetch(`${url}/${name}`)
    await expect(response.text()).rejects.toThrow('larger than 10 MB')
  })
})

test.each([
  ['page', 'GET'],
  ['feeds', 'POST'],
])('whatever else is answered is bounded as a whole: %s, %s', async (name, method) => {
  const response = await boundedFetch(`${url}/${name}`, { method })
  await expect(response.text()).rejects.toThrow('larger than 10 MB')
})

test.each(['http', 'sse'])('a server that sends elsewhere takes no headers along: %s', async (transport) => {
  await using elsewhere = await startHttpTools()
  const sending = createServer((_request, response) => {
    response.writeHead(307, { location: elsewhere.url }).end()
  })
  await new Promise<void>((listening) => sending.listen(0, '127.0.0.1', listening))
  const from = `http://127.0.0.1:${(sending.address() as AddressInfo).port}/mcp`
  const far = { url: from, transport, auth_type: 'api_key', auth_value: 'far-key' }
  await using gateway = await startTestGateway({ config: { mcp_servers: { far } } })
  await using user = await connectToolClient(`${gateway.url}/mcp`)
  await expect(user.names()).rejects.toThrow('"far" answered with status 307')
  expect(elsewhere.seen).toEqual([])
  sending.close()
})
