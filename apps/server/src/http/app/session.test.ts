import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cookiesOf,
  initEnvironment,
  signIn,
  startTestServer,
  type TestServer,
} from '../../testing/start-test-server.ts'

const email = initEnvironment.LANGFUSE_INIT_USER_EMAIL
const password = initEnvironment.LANGFUSE_INIT_USER_PASSWORD

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ UI_USERNAME: 'litellm', UI_PASSWORD: 'litellm' })
})
afterAll(() => server?.[Symbol.asyncDispose]())

const enter = (body: unknown, headers: Record<string, string> = {}) =>
  server.fetch('/api/auth/sign-in/email', { method: 'POST', body, headers })

describe('signing in', () => {
  test('with the e-mail and password of the init variables opens a session with their project', async () => {
    const answer = await enter({ email, password })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      user: { id: expect.any(String), email, name: 'Cline Admin' },
    })
    const session = await server.fetch('/api/app/session', { headers: { cookie: cookiesOf(answer) } })
    expect(await session.json()).toEqual({
      user: { id: expect.any(String), email, name: 'Cline Admin' },
      organizations: [
        {
          id: 'cline-org',
          name: 'Cline Organization',
          role: 'OWNER',
          projects: [{ id: 'cline-project', name: 'Cline Project' }],
        },
      ],
      preferences: { language: null, theme: null, timeZone: null },
      version: expect.any(String),
      gatewayUrl: 'http://127.0.0.1:4000',
    })
  })

  test('takes the address in any case', async () => {
    expect((await enter({ email: 'Admin@Example.com', password })).status).toBe(200)
  })

  test.each([
    ['a wrong password', { email, password: 'password124' }],
    ['an unknown address', { email: 'nobody@example.com', password }],
    ['something that is no address', { email: 'nobody', password }],
  ])('with %s says only that one of the two is wrong', async (_, body) => {
    const answer = await enter(body)
    expect(answer.status).toBe(401)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.json()).toMatchObject({ code: 'wrong_email_or_password' })
  })

  test('without a password is an invalid request', async () => {
    const answer = await enter({ email })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid_request' })
  })

  test('too often with a wrong password has to wait, while others may go on', async () => {
    const guess = (address: string) => enter({ email: address, password: 'guess' })
    const statuses = []
    for (let index = 0; index < 11; index++) statuses.push((await guess('victim@example.com')).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    const refused = await guess('victim@example.com')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests' })
    expect((await enter({ email, password })).status).toBe(200)
  })

  test('cookies are out of reach of scripts, and marked secure behind https', async () => {
    const [plain] = (await enter({ email, password })).headers.getSetCookie()
    expect(plain).toMatch(/^kansoku\.session_token=.*HttpOnly/)
    expect(plain).not.toMatch(/Secure/)
    const [secure] = (
      await enter({ email, password }, { 'x-forwarded-proto': 'https' })
    ).headers.getSetCookie()
    expect(secure).toMatch(/^__Secure-kansoku\.session_token=.*Secure/)
  })
})

test('the user name and password of the environment sign in as the owner', async () => {
  const answer = await enter({ email: 'litellm', password: 'litellm' })
  expect(await answer.json()).toEqual({ user: { id: expect.any(String), email, name: 'Cline Admin' } })
  const session = await server.fetch('/api/app/session', { headers: { cookie: cookiesOf(answer) } })
  expect(await session.json()).toMatchObject({ user: { email }, organizations: [{ role: 'OWNER' }] })
})

describe('a request of a browser', () => {
  test.each([
    ['the same host', (host: string) => `http://${host}`, 200],
    ['the same host behind a proxy that ends TLS', (host: string) => `https://${host}`, 200],
    ['the configured NEXTAUTH_URL', () => 'http://langfuse-web:3000', 200],
    ['another site', () => 'http://evil.example', 403],
    ['another port', () => 'http://127.0.0.1:1', 403],
    ['a sandboxed page', () => 'null', 403],
  ])('from %s', async (_, originOf, status) => {
    const origin = originOf(new URL(server.server.url).host)
    const answer = await enter({ email, password }, { origin })
    expect(answer.status).toBe(status)
    if (status === 403) expect(await answer.json()).toMatchObject({ code: 'cross_origin_request' })
  })

  test('without an origin but from another site is refused', async () => {
    expect((await enter({ email, password }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await enter({ email, password }, { 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    const origin = 'https://shown.example.com'
    for (const [site, status] of [
      ['same-origin', 200],
      ['same-site', 403],
      ['none', 403],
    ] as const) {
      const answer = await enter({ email, password }, { origin, 'sec-fetch-site': site })
      expect([site, answer.status]).toEqual([site, status])
    }
  })
})

describe('a session', () => {
  test('is nobody without a cookie or with a made-up one', async () => {
    for (const cookie of ['', 'kansoku.session_token=made.up']) {
      const answer = await server.fetch('/api/app/session', { headers: { cookie } })
      expect(await answer.json()).toMatchObject({ user: null, organizations: [] })
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('ends when signing out', async () => {
    const cookie = await signIn(server)
    const answer = await server.fetch('/api/auth/sign-out', { method: 'POST', body: {}, headers: { cookie } })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).toMatch(/kansoku\.session_token=;.*Max-Age=0/)
    const session = await server.fetch('/api/app/session', { headers: { cookie } })
    expect(await session.json()).toMatchObject({ user: null })
  })

  test('signing out twice does no harm', async () => {
    const answer = await server.fetch('/api/auth/sign-out', { method: 'POST', body: {} })
    expect(answer.status).toBe(200)
  })
})

describe('keys of a project', () => {
  test('are listed without secrets', async () => {
    const cookie = await signIn(server)
    const answer = await server.fetch('/api/app/projects/cline-project/api-keys', { headers: { cookie } })
    expect(await answer.json()).toEqual({
      apiKeys: [
        {
          id: expect.any(String),
          publicKey: initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY,
          displaySecretKey: 'sk-lf-...feea',
          note: 'Provisioned API Key',
          createdAt: expect.any(String),
          lastUsedAt: null,
        },
      ],
      mayChange: true,
    })
  })

  test('are for members only', async () => {
    const path = '/api/app/projects/cline-project/api-keys'
    const stranger = await server.fetch(path)
    expect(stranger.status).toBe(401)
    expect(await stranger.json()).toMatchObject({ code: 'not_signed_in' })
    const cookie = await signIn(server)
    const other = await server.fetch('/api/app/projects/other/api-keys', { headers: { cookie } })
    expect(other.status).toBe(404)
    expect(await other.json()).toMatchObject({ code: 'not_found', message: 'Project other not found' })
  })
})
