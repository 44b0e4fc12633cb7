import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../../testing/start-test-gateway.ts'

type Answerer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let gateway: TestGateway
let answer: Answerer
let arrived: IncomingMessage[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api/internal/')) return response.writeHead(503).end()
    arrived.push(request)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  gateway = await startTestGateway({ env: connectTo(server) })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  server?.closeAllConnections()
  server?.close()
})
beforeEach(() => {
  arrived = []
  answer = (_request, response) => response.end('the page')
})

function connectTo(target: Server) {
  const { port } = target.address() as AddressInfo
  return { KANSOKU_SERVER_URL: `http://127.0.0.1:${port}`, KANSOKU_INTERNAL_SECRET: 'a-secret-for-tests' }
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${gateway.url}${path}`, { redirect: 'manual', ...init })

describe('requests of the web UI', () => {
  test.each(['/ui', '/ui/', '/ui/project/a/traces/x%2Fy.v2?tab=raw'])(
    'for %s pass as they are',
    async (path) => {
      const answered = await ask(path)
      expect(await answered.text()).toBe('the page')
      const [request] = arrived
      expect(request?.url).toBe(path)
      expect(request?.headers).toMatchObject({
        host: new URL(gateway.url).host,
        'x-forwarded-for': '127.0.0.1',
      })
      // Whatever is open to every page on the web, sessions are not.
      expect(answered.headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('carry cookies and bodies, and so do the answers', async () => {
    const bodies: string[] = []
    answer = async (request, response) => {
      const pieces = await Array.fromAsync(request)
      bodies.push(Buffer.concat(pieces).toString())
      response.writeHead(201, { 'set-cookie': ['a=1; Path=/', 'b=2; HttpOnly'], 'x-own': 'kept' }).end('{}')
    }
    const answered = await ask('/ui/api/auth/sign-in/email', {
      method: 'POST',
      body: '{"email":"litellm"}',
      headers: { cookie: 'session=x', origin: gateway.url, 'x-forwarded-for': '203.0.113.7' },
    })
    expect([answered.status, answered.headers.get('x-own')]).toEqual([201, 'kept'])
    expect(answered.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; HttpOnly'])
    expect(bodies).toEqual(['{"email":"litellm"}'])
    expect(arrived[0]?.headers).toMatchObject({
      cookie: 'session=x',
      origin: gateway.url,
      'x-forwarded-for': '203.0.113.7, 127.0.0.1',
    })
  })

  test('that leave the path reach nothing of the server', async () => {
    const { hostname, port } = new URL(gateway.url)
    const { request } = await import('node:http')
    for (const path of ['/ui/../api/internal/gateway/snapshot', '/ui/%2e%2e/metrics', '/ui/\\..\\metrics']) {
      const asked = request({ hostname, port, path }).end()
      const [answered] = (await once(asked, 'response')) as [IncomingMessage]
      answered.resume()
      expect([path, answered.statusCode]).toEqual([path, 404])
    }
    expect(arrived).toEqual([])
  })

  test.each([
    '/api/internal/gateway/calls',
    '/%61pi/internal/gateway/calls',
    '/api%2finternal/x',
    '/metrics',
  ])('do not lead to a door for machines: %s', async (path) => {
    expect((await ask(`/ui${path}`)).status).toBe(404)
    expect(arrived).toEqual([])
  })

  test('that are given up are given up at the server', async () => {
    const left = new Promise((resolve) => {
      answer = (request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('retry: 1000\n\n')
        request.on('close', resolve)
      }
    })
    const client = new AbortController()
    const answered = await ask('/ui/api/app/live', { signal: client.signal })
    const reader = answered.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('retry: 1000\n\n')
    client.abort()
    await left
  })
})

test('live updates end when the gateway stops, which waits for nobody else', async () => {
  await using second = await startTestGateway({ env: connectTo(server) })
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(':\n\n')
  }
  const answered = await fetch(`${second.url}/ui/api/app/live`)
  const read = answered.text().then(
    () => 'ended',
    () => 'ended',
  )
  // Longer than any test may take: whoever waits for the stream fails it.
  const stopped = second.gateway.stop({ drainMs: 600_000, deliverMs: 100 })
  expect(await Promise.all([read, stopped])).toEqual(['ended', undefined])
})

describe('without a server', () => {
  test('a browser is told in both languages what is missing, a program by an error', async () => {
    await using alone = await startTestGateway()
    const page = await fetch(`${alone.url}/ui/`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(503)
    const text = await page.text()
    expect(text).toContain('KANSOKU_SERVER_URL')
    expect(text).toContain('サーバーに接続していない')
    const error = await fetch(`${alone.url}/ui/api/app/session`)
    expect(error.status).toBe(503)
    expect(await error.json()).toMatchObject({ error: { type: 'no_db_connection' } })
  })

  test('that answers, a page says that it may be starting', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const env = connectTo(gone)
    gone.close()
    await using alone = await startTestGateway({ env })
    const page = await fetch(`${alone.url}/ui/`, { headers: { accept: 'text/html' } })
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await page.text()).toContain('起動中の可能性があります')
  })
})

describe('addresses of LiteLLM’s sign-in', () => {
  test.each([
    ['/login', 'ui/'],
    ['/sso/key/generate', '../../ui/'],
  ])('%s leads to the application, below any path of a proxy', async (path, location) => {
    const answered = await ask(path)
    expect([answered.status, answered.headers.get('location')]).toEqual([303, location])
  })

  test('/v2/login signs a program in', async () => {
    answer = async (request, response) => {
      const { email, password } = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString())
      const isRight = email === 'litellm' && password === 'litellm'
      if (isRight) response.writeHead(200, { 'set-cookie': 'session=x' }).end('{"user":{}}')
      else response.writeHead(429, { 'retry-after': '7' }).end('{"message":"Too many"}')
    }
    const signIn = (body: object) => ask('/v2/login', { method: 'POST', body: JSON.stringify(body) })
    const right = await signIn({ username: 'litellm', password: 'litellm' })
    expect([right.status, right.headers.getSetCookie(), await right.json()]).toEqual([
      200,
      ['session=x'],
      { redirect_url: '/ui/' },
    ])
    const wrong = await signIn({ username: 'litellm', password: 'guess' })
    expect([wrong.status, wrong.headers.get('retry-after'), await wrong.json()]).toMatchObject([
      429,
      '7',
      { error: { type: 'auth_error', message: 'Too many' } },
    ])
    expect((await signIn({ username: 'litellm' })).status).toBe(400)
  })

  test('what its UI asks first is answered', async () => {
    const answered = await ask('/.well-known/litellm-ui-config')
    expect(await answered.json()).toMatchObject({ admin_ui_disabled: false, auto_redirect_to_sso: false })
  })
})
