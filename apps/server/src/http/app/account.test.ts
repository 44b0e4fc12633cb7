import { initialize } from '@kansoku/platform'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cookiesOf, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

const person = { email: 'aiko@example.com', password: 'the first one', name: 'Aiko' }

let server: TestServer
let accounts = 0
let email: string
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())
beforeEach(async () => {
  email = `${accounts++}-${person.email}`
  const organization = { id: `of-${email}`, name: 'Own' }
  await initialize(server.server.context, { organization, user: { ...person, email } })
})

const enter = (password: string, userAgent = 'test') =>
  server.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password },
    headers: { 'user-agent': userAgent },
  })
const signIn = async (userAgent?: string) => cookiesOf(await enter(person.password, userAgent))

async function ask(cookie: string, method: string, path = '', body?: object) {
  const answer = await server.fetch(`/api/app/account${path}`, {
    method,
    headers: { cookie },
    ...(body ? { body } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}
const isOpen = async (cookie: string) => (await ask(cookie, 'GET')).status === 200

test('an account shows whose it is and where it is signed in', async () => {
  const [old, cookie] = [await signIn('an older browser'), await signIn('Firefox/140.0')]
  const { body } = await ask(cookie, 'GET')
  expect(body.user).toEqual({ id: expect.any(String), email, name: 'Aiko' })
  const sessions = body.sessions as { userAgent: string; isCurrent: boolean }[]
  expect(sessions.map(({ userAgent, isCurrent }) => [userAgent, isCurrent]).sort()).toEqual([
    ['Firefox/140.0', true],
    ['an older browser', false],
  ])
  expect(sessions[0]).toEqual({
    ...{ id: expect.any(String), ipAddress: '127.0.0.1' },
    ...{ userAgent: expect.any(String), isCurrent: expect.any(Boolean) },
    ...{ createdAt: expect.any(String), lastUsedAt: expect.any(String) },
  })
  expect(JSON.stringify(body)).not.toContain(old.split('=')[1])
})

test('a browser is signed out from another one, but by nobody else', async () => {
  const [cookie, other] = [await signIn(), await signIn()]
  const { body } = await ask(cookie, 'GET')
  const ended = body.sessions.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent)
  const stranger = cookiesOf(
    await server.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      body: { email: 'admin@example.com', password: 'password123' },
    }),
  )
  expect((await ask(stranger, 'DELETE', `/sessions/${ended.id}`)).status).toBe(404)
  expect(await isOpen(other)).toBe(true)
  expect((await ask(cookie, 'DELETE', `/sessions/${ended.id}`)).status).toBe(200)
  expect([await isOpen(other), await isOpen(cookie)]).toEqual([false, true])
})

test('another password ends all other sessions and is the only one from then on', async () => {
  const [cookie, other] = [await signIn(), await signIn()]
  const change = { currentPassword: person.password, newPassword: 'the second one' }
  expect((await ask(cookie, 'POST', '/password', change)).status).toBe(200)
  expect([await isOpen(other), await isOpen(cookie)]).toEqual([false, true])
  expect((await enter(person.password)).status).toBe(401)
  expect((await enter('the second one')).status).toBe(200)
})

test('the password stays without the current one, which cannot be guessed at leisure', async () => {
  const cookie = await signIn()
  const change = (currentPassword: string, newPassword: string) =>
    ask(cookie, 'POST', '/password', { currentPassword, newPassword })
  expect((await change(person.password, 'short')).status).toBe(400)
  const wrong = []
  for (let index = 0; index < 11; index++) wrong.push(await change('a guess', 'the second one'))
  expect(wrong.map(({ body }) => body.code)).toEqual([
    ...Array(10).fill('wrong_password'),
    'too_many_requests',
  ])
  expect((await enter(person.password)).status).toBe(200)
})

test('name and preferences are those of the account, in every browser', async () => {
  const [cookie, other] = [await signIn(), await signIn()]
  const sessionOf = async (of: string) =>
    (await server.fetch('/api/app/session', { headers: { cookie: of } })).json()
  expect(await sessionOf(other)).toMatchObject({
    preferences: { language: null, theme: null, timeZone: null },
  })
  await ask(cookie, 'PATCH', '', { name: ' 愛子 ', preferences: { language: 'ja', timeZone: 'Asia/Tokyo' } })
  await ask(cookie, 'PATCH', '', { preferences: { theme: 'dark' } })
  expect(await sessionOf(other)).toMatchObject({
    user: { name: '愛子' },
    preferences: { language: 'ja', theme: 'dark', timeZone: 'Asia/Tokyo' },
  })
  await ask(cookie, 'PATCH', '', { preferences: { timeZone: null } })
  expect(await sessionOf(other)).toMatchObject({ preferences: { language: 'ja', timeZone: null } })
  for (const wrong of [
    { name: ' ' },
    { preferences: { timeZone: 'Mars/Olympus' } },
    { preferences: { theme: 'x' } },
  ]) {
    expect([wrong, (await ask(cookie, 'PATCH', '', wrong)).status]).toEqual([wrong, 400])
  }
})
