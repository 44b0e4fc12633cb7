import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { basicAuth } from '../../testing/start-test-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

async function send(method: string, path: string, body: unknown) {
  const headers = { authorization: basicAuth }
  const answer = await server.fetch(`/api/public${path}`, { method, headers, body })
  return { status: answer.status, body: (await answer.json()) as { id: string; error?: unknown } }
}

test('a trace with a span, a generation and an event, each by a request of its own', async () => {
  const trace = await send('POST', '/traces', { name: 'single', userId: 'ann', metadata: { a: 1 } })
  expect(trace).toEqual({ status: 200, body: { id: expect.any(String) } })
  const traceId = trace.body.id
  const span = await send('POST', '/spans', { traceId, name: 'step', startTime: '2026-11-20T10:00:00Z' })
  await send('PATCH', '/spans', { spanId: span.body.id, endTime: '2026-11-20T10:00:02Z', output: 'done' })
  const generation = await send('POST', '/generations', {
    traceId,
    parentObservationId: span.body.id,
    model: 'gpt-4o',
    prompt: [{ role: 'user', content: 'hi' }],
  })
  await send('PATCH', '/generations', {
    generationId: generation.body.id,
    completion: 'hello',
    usage: { promptTokens: 10, completionTokens: 5 },
  })
  const note = await send('POST', '/events', { traceId, name: 'note', level: 'WARNING' })
  const { body } = await server.get(`/traces/${traceId}`)
  expect(body).toMatchObject({ name: 'single', userId: 'ann', metadata: { a: 1 } })
  const byId = new Map(body.observations.map((one: { id: string }) => [one.id, one]))
  expect(byId.get(span.body.id)).toMatchObject({ type: 'SPAN', latency: 2, output: 'done' })
  expect(byId.get(generation.body.id)).toMatchObject({
    type: 'GENERATION',
    parentObservationId: span.body.id,
    input: [{ role: 'user', content: 'hi' }],
    output: 'hello',
    usage: { input: 10, output: 5, total: 15 },
  })
  expect(byId.get(note.body.id)).toMatchObject({ type: 'EVENT', level: 'WARNING' })
})

test('an id of the sender is kept; what is wrong is refused with where', async () => {
  expect((await send('POST', '/traces', { id: 'mine' })).body.id).toBe('mine')
  const refused = await send('POST', '/spans', { level: 'LOUD' })
  expect([refused.status, refused.body.error]).toMatchObject([400, [{ path: ['level'] }]])
  expect((await send('PATCH', '/spans', { name: 'whose' })).status).toBe(400)
})

test('what a batch would report as an error of its event is refused, not acknowledged', async () => {
  const deep = `{"id":"deep","metadata":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const { status, body } = await send('POST', '/traces', deep)
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('nested too deeply')])
  expect((await server.get('/traces/deep')).status).toBe(404)
})
