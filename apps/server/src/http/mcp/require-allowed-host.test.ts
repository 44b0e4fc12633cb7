import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { basicAuth, startTestServer } from '../../testing/start-test-server.ts'

test('where hosts are named, others and pages from elsewhere are refused', async () => {
  await using guarded = await startTestServer({ LANGFUSE_MCP_ALLOWED_HOSTS: 'kansoku.example.com,127.0.0.1' })
  const ask = async (headers: Record<string, string>) => {
    const answer = await guarded.fetch('/api/public/mcp', {
      method: 'POST',
      headers: { authorization: basicAuth, accept: 'application/json, text/event-stream', ...headers },
      body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    })
    return { status: answer.status, text: await answer.text() }
  }
  expect((await ask({})).status).toBe(200)
  expect((await ask({ origin: 'https://kansoku.example.com' })).status).toBe(200)
  const refused = await ask({ origin: 'https://evil.example' })
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('LANGFUSE_MCP_ALLOWED_HOSTS') })
  const askAs = (host: string) => askWithHost(guarded.server.url, host)
  for (const host of ['kansoku.example.com', 'Kansoku.Example.com:3000'])
    expect(await askAs(host), host).toMatchObject({ status: 200 })
  for (const host of ['evil.example', 'evil.example:3000', 'kansoku.example.com.evil.example'])
    expect(await askAs(host), host).toMatchObject({ status: 403, text: expect.stringContaining(host) })
})

/** `fetch` lets nobody choose this header. */
async function askWithHost(url: string, host: string): Promise<{ status: number; text: string }> {
  const asking = request(new URL('/api/public/mcp', url), {
    method: 'POST',
    headers: {
      host,
      authorization: basicAuth,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    },
  })
  asking.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }))
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, text: await text(answer) }
}
