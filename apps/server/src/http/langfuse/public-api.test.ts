import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../../logger.ts'
import {
  basic,
  basicAuth,
  initEnvironment,
  startTestServer,
  type TestServer,
} from '../../testing/start-test-server.ts'

const publicKey = initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY
const secretKey = initEnvironment.LANGFUSE_INIT_PROJECT_SECRET_KEY

const logged: { readonly msg: string; readonly requestId?: string }[] = []
const log = new Writable({
  write(line, _encoding, done) {
    logged.push(JSON.parse(String(line)))
    done()
  },
})

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({}, {}, undefined, createLogger('debug', log))
})
afterAll(() => server?.[Symbol.asyncDispose]())

const projects = (authorization?: string) =>
  server.fetch('/api/public/projects', authorization === undefined ? {} : { headers: { authorization } })

const idOf = (answer: Response) => answer.headers.get('x-request-id')
const linesOf = (answer: Response) =>
  logged.filter(({ requestId }) => requestId === idOf(answer)).map(({ msg }) => msg)

const wrongCredentials = "Invalid credentials. Confirm that you've configured the correct host."

describe('keys of the public API', () => {
  test('let their project in', async () => {
    const answer = await projects(basicAuth)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      data: [
        {
          id: 'cline-project',
          name: 'Cline Project',
          organization: { id: 'cline-org', name: 'Cline Organization' },
          metadata: {},
        },
      ],
    })
  })

  test('are refused with the words that clients know', async () => {
    const refusals: [string | undefined, number, string][] = [
      [undefined, 401, 'No authorization header'],
      ['Digest abc', 401, 'Invalid authorization header'],
      ['Basic', 401, 'Invalid authorization header'],
      [`Basic ${Buffer.from(publicKey).toString('base64')}`, 401, 'Invalid authorization header'],
      [basic(publicKey, 'sk-lf-wrong'), 401, wrongCredentials],
      [basic('pk-lf-unknown', secretKey), 401, wrongCredentials],
      [basic(secretKey, publicKey), 401, wrongCredentials],
      [`Bearer ${secretKey}`, 401, wrongCredentials],
      ['Bearer pk-lf-unknown', 401, wrongCredentials],
      ['Bearer', 401, wrongCredentials],
      [`Bearer ${publicKey}`, 403, 'Access denied - insufficient permissions for this endpoint'],
    ]
    for (const [authorization, status, message] of refusals) {
      const answer = await projects(authorization)
      expect([authorization, answer.status, await answer.json()]).toEqual([
        authorization,
        status,
        { message },
      ])
    }
  })

  test('take the scheme in any case, as HTTP has it', async () => {
    expect((await projects(basicAuth.replace('Basic', 'basic'))).status).toBe(200)
  })

  test('that worked a moment ago stop to when they are deleted', async () => {
    expect((await projects(basicAuth)).status).toBe(200)
    const { pool } = server.server.context.metadata
    const { rows } = await pool.query('SELECT * FROM kansoku.api_keys')
    const heard = Promise.withResolvers<void>()
    const stop = await server.server.context.metadata.listen('kansoku_api_keys', () => heard.resolve())
    await pool.query('DELETE FROM kansoku.api_keys')
    await pool.query("SELECT pg_notify('kansoku_api_keys', $1)", [publicKey])
    await heard.promise
    expect((await projects(basicAuth)).status).toBe(401)
    await stop()
    const columns = Object.keys(rows[0])
    await pool.query(
      `INSERT INTO kansoku.api_keys (${columns.join()}) VALUES (${columns.map((_, index) => `$${index + 1}`).join()})`,
      Object.values(rows[0]),
    )
    expect((await projects(basicAuth)).status).toBe(200)
  })

  test('note when they were used last, after a while', async () => {
    await projects(basicAuth)
    await server.server.context.apiKeys.flush()
    const { rows } = await server.server.context.metadata.pool.query(
      'SELECT last_used_at FROM kansoku.api_keys',
    )
    expect(rows).toEqual([{ last_used_at: expect.any(Date) }])
  })
})

describe('health', () => {
  test('answers without a key', async () => {
    const version = server.config.version
    for (const path of [
      '/api/public/health',
      '/api/public/ready',
      '/api/public/health?failIfDatabaseUnavailable=true',
    ]) {
      const answer = await server.fetch(path)
      expect([answer.status, await answer.json()]).toEqual([200, { status: 'OK', version }])
    }
  })

  test('fails when asked for recent events and there are none', async () => {
    const answer = await server.fetch('/api/public/health?failIfNoRecentEvents=true')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ status: 'No events within the last 3 minutes' })
  })

  test('knows of an event as soon as it is acknowledged', async () => {
    const timestamp = new Date().toISOString()
    const event = { id: 'e', type: 'trace-create', timestamp, body: { id: 't', timestamp } }
    const taken = await server.fetch('/api/public/ingestion', {
      method: 'POST',
      headers: { authorization: basicAuth, 'content-type': 'application/json' },
      body: JSON.stringify({ batch: [event] }),
    })
    expect(taken.status).toBe(207)
    const answer = await server.fetch('/api/public/health?failIfNoRecentEvents=true')
    expect(answer.status).toBe(200)
  })
})

describe('every answer', () => {
  test('carries a request id, the caller’s own where it is fit for logs', async () => {
    const own = await server.fetch('/api/public/health', { headers: { 'x-request-id': 'abc-123' } })
    expect(own.headers.get('x-request-id')).toBe('abc-123')
    const unfit = await server.fetch('/api/public/health', { headers: { 'x-request-id': 'a b"c' } })
    expect(unfit.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('may be read by pages of any origin', async () => {
    const origin = 'https://app.example.com'
    const preflight = await server.fetch('/api/public/ingestion', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    for (const [method, path, status] of [
      ['GET', '/api/public/projects', 401],
      ['POST', '/api/public/otel/v1/traces', 401],
      ['GET', '/api/public/no-such-route', 404],
    ] as const) {
      const refused = await server.fetch(path, { method, headers: { origin } })
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([status, origin])
    }
    const app = await server.fetch('/api/app/session', { headers: { origin } })
    expect(app.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('what no route takes', () => {
  test.each([
    [
      'GET',
      '/api/public/no-such-route',
      404,
      {
        error: 'NotFoundError',
        message:
          'No route GET /api/public/no-such-route. /api-reference on this server shows the routes there are.',
      },
    ],
    [
      'DELETE',
      '/api/public/projects',
      405,
      { error: 'MethodNotAllowedError', message: 'Method not allowed' },
    ],
    [
      'GET',
      '/api/app/no-such-route',
      404,
      { code: 'route_not_found', message: 'No route GET /api/app/no-such-route' },
    ],
    ['PUT', '/api/app/session', 405, { code: 'method_not_allowed', message: 'Method not allowed' }],
    ['GET', '/api', 404, { code: 'route_not_found', message: 'No route GET /api' }],
    ['POST', '/traces', 404, { code: 'route_not_found', message: 'No route POST /traces' }],
  ])('%s %s is %i in the dialect of its path', async (method, path, status, body) => {
    const answer = await server.fetch(path, { method })
    const named = 'code' in body ? { ...body, requestId: idOf(answer) } : body
    expect([answer.status, await answer.json()]).toEqual([status, named])
    await expect.poll(() => linesOf(answer)).toEqual(['request refused'])
  })

  test('a path that is no valid URL is 400', async () => {
    const answer = await server.fetch('/api/public/%E0%A4%A')
    expect(idOf(answer)).toBeTruthy()
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ message: expect.any(String) })
    await expect.poll(() => linesOf(answer)).toEqual(['request refused'])
  })

  test('a body that is no JSON is 400, one that is too large 413', async () => {
    const path = '/api/auth/sign-in/email'
    const broken = await server.fetch(path, { method: 'POST', body: '{"email": ' })
    expect([broken.status, await broken.json()]).toMatchObject([400, { code: 'invalid_json' }])
    const large = await server.fetch(path, { method: 'POST', body: { email: 'x'.repeat(2 * 1024 * 1024) } })
    expect([large.status, await large.json()]).toEqual([
      413,
      { code: 'payload_too_large', message: 'The request body is larger than 1 MB', requestId: idOf(large) },
    ])
    const form = await server.fetch(path, {
      method: 'POST',
      body: 'email=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(form.status).toBe(415)
  })
})

describe('when Postgres dies', () => {
  test('answers are 503 without an address, and come back with it', async () => {
    await server.postgres.kill()
    const app = await server.fetch('/api/app/session', { headers: { cookie: 'kansoku.session_token=a.b' } })
    expect(app.status).toBe(200)
    const answer = await projects(basic('pk-lf-other', 'sk-lf-other'))
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.json()).toEqual({
      message: 'The storage is unavailable. Try again later.',
      error: 'ServiceUnavailable',
      requestId: idOf(answer),
    })
    await expect.poll(() => linesOf(answer)).toEqual(['storage failed', 'request failed'])
    const health = await server.fetch('/api/public/health?failIfDatabaseUnavailable=true')
    expect([health.status, health.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await server.fetch('/api/public/health')).status).toBe(200)
    await server.postgres.restart()
    expect((await projects(basicAuth)).status).toBe(200)
  })
})
