import { getAppSession, getObservation, listTraces, signInWithEmail } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { ApiError, createClient } from './client.ts'

const page = { rows: [], page: 1, limit: 50, totalItems: 0, totalPages: 0 }

/** A client whose server gives one answer, and the requests it got. */
function clientOf(answer: Response, options: Parameters<typeof createClient>[0] = {}) {
  const requests: Request[] = []
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    requests.push(new Request(new URL(String(url), 'http://page.test'), init))
    return answer
  }
  return { client: createClient({ ...options, fetch }), requests }
}

const failure = (error: unknown) => error as ApiError

test('the path is filled, and lists become repeated names', async () => {
  const { client, requests } = clientOf(Response.json(page))
  const query = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', environment: ['a', 'b'] }
  await client.call(listTraces, { params: { projectId: 'p/1 観' }, query })
  expect(requests[0]?.method).toBe('GET')
  expect(requests[0]?.url).toBe(
    'http://page.test/api/app/projects/p%2F1%20%E8%A6%B3/traces?from=2026-11-20T00%3A00%3A00Z&to=2026-11-21T00%3A00%3A00Z&environment=a&environment=b',
  )
})

test('a body travels as JSON, with the headers and to the server of the client', async () => {
  const answer = Response.json({ user: { id: 'u', email: 'a@example.com', name: 'Ann' } })
  const { client, requests } = clientOf(answer, { baseUrl: 'http://server.test', headers: { 'x-test': '1' } })
  const body = { email: 'a@example.com', password: 'secret' }
  await client.call(signInWithEmail, { body })
  const [request] = requests
  expect(request?.url).toMatch(/^http:\/\/server\.test\/api\//)
  expect(request?.headers.get('content-type')).toBe('application/json')
  expect(request?.headers.get('x-test')).toBe('1')
  expect(await request?.json()).toEqual(body)
})

test('an error keeps its status, its code and what the server said', async () => {
  const { client } = clientOf(Response.json({ code: 'not_found', message: 'No such trace' }, { status: 404 }))
  const params = { projectId: 'p', traceId: 't', observationId: 'o' }
  const error = await client.call(getObservation, { params }).catch(failure)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status: 404, code: 'not_found', message: 'No such trace' })
})

test.each(['<html>Bad gateway</html>', 'null', '[]', '"away"'])(
  'an answer of something between, %s, is an error too',
  async (text) => {
    const { client } = clientOf(new Response(text, { status: 502 }))
    const error = await client.call(getAppSession, {}).catch(failure)
    expect(error).toMatchObject({ status: 502, code: 'unknown', message: text })
  },
)

test('an answer that breaks the contract is refused', async () => {
  const { client } = clientOf(Response.json({ rows: 'none' }))
  const query = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }
  await expect(client.call(listTraces, { params: { projectId: 'p' }, query })).rejects.toThrow()
})
