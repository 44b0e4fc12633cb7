import { channel } from 'node:diagnostics_channel'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { channels } from '@kansoku/platform'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
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

  test('hears that its reader is mentioned', async () => {
    const leave = new AbortController()
    const answer = await server.fetch(path, { headers: { cookie }, signal: leave.signal })
    await readUntil(answer, 'retry: 1000\n\n')
    const { metadata } = server.server.context
    const { rows } = await metadata.pool.query('SELECT id FROM kansoku.users')
    for (const { id } of rows)
      await metadata.notify(channels.mentions, JSON.stringify({ projectId: 'cline-project', userId: id }))
    expect(await readUntil(answer, 'mentions')).toContain('event: mentions\ndata: {}\n\n')
    leave.abort()
  })

  test('needs a session and the right to the project', async () => {
    expect((await server.fetch(path)).status).toBe(401)
    const other = await server.fetch('/api/app/projects/other/live', { headers: { cookie } })
    expect(other.status).toBe(404)
  })

  test('that is closed before it was let in leaves nothing behind', async () => {
    const { accounts, live } = server.server.context
    const begun = Promise.withResolvers<ServerResponse>()
    const onRequest = (message: unknown) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
      if (request.url === path) begun.resolve(response)
    }
    channel('http.server.request.start').subscribe(onRequest)
    const subscribe = vi.spyOn(live, 'subscribe')
    const leave = new AbortController()
    const sessionOf = accounts.sessionOf
    const looking = vi.spyOn(accounts, 'sessionOf').mockImplementationOnce(async (...browser) => {
      const response = await begun.promise
      leave.abort()
      if (!response.destroyed) await once(response, 'close')
      return sessionOf(...browser)
    })
    await expect(server.fetch(path, { headers: { cookie }, signal: leave.signal })).rejects.toThrow('abort')
    await looking.mock.results[0]?.value
    // Requests that take as long as the rest of that one.
    for (let count = 0; count < 5; count++) await server.fetch('/api/app/session', { headers: { cookie } })
    expect(subscribe).not.toHaveBeenCalled()
    channel('http.server.request.start').unsubscribe(onRequest)
    vi.restoreAllMocks()
  })

  test('is let go when the server stops, which does not wait for it', async () => {
    const answer = await server.fetch(path, { headers: { cookie } })
    await readUntil(answer, 'retry')
    await server.server.stop()
    await expect(readUntil(answer, 'never')).rejects.toThrow('the stream ended')
  })
})
