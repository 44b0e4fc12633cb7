import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { internalSecret, signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
})
afterAll(() => server?.[Symbol.asyncDispose]())

const path = '/api/app/projects/cline-project/live'

const ship = (traceId: string) =>
  server.fetch('/api/internal/gateway/calls', {
    method: 'POST',
    headers: { authorization: `Bearer ${internalSecret}` },
    body: {
      batches: [
        {
          projectId: 'cline-project',
          events: [
            {
              id: `e-${traceId}`,
              type: 'trace-create',
              timestamp: new Date().toISOString(),
              body: { id: traceId },
            },
          ],
        },
      ],
    },
  })

/** Text of a stream, read until it contains what is awaited. */
async function readUntil(answer: Response, awaited: string): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  if (!answer.body) throw new Error('no body')
  for await (const chunk of answer.body.values({ preventCancel: true })) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes(awaited)) return text
  }
  throw new Error(`the stream ended with ${JSON.stringify(text)}`)
}

describe('an open page', () => {
  test('hears of a trace as soon as it is stored', async () => {
    const leave = new AbortController()
    const answer = await server.fetch(path, { headers: { cookie }, signal: leave.signal })
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(answer.headers.get('x-request-id')).toBeTruthy()
    await readUntil(answer, 'retry: 1000\n\n')
    await ship('t-live')
    const text = await readUntil(answer, 't-live')
    expect(text).toContain('event: traces\ndata: {"traceIds":["t-live"],"more":false}\n\n')
    leave.abort()
  })

  test('needs a session and the right to the project', async () => {
    expect((await server.fetch(path)).status).toBe(401)
    const other = await server.fetch('/api/app/projects/other/live', { headers: { cookie } })
    expect(other.status).toBe(404)
  })

  test('is let go when the server stops, which does not wait for it', async () => {
    const answer = await server.fetch(path, { headers: { cookie } })
    await readUntil(answer, 'retry')
    await server.server.stop()
    await expect(readUntil(answer, 'never')).rejects.toThrow('the stream ended')
  })
})
