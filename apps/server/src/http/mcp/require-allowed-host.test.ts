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
})
