import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, call, gateway, platform } from '../kit/langfuse-api.ts'
import { processesOf } from '../kit/processes.ts'
import { freePort, identity, type Product, startProduct, temporaryDataDir } from '../kit/product.ts'
import { until } from '../kit/until.ts'
import { type WallClock, wallClock } from '../kit/wall-clock.ts'

const day = 86_400_000

let dataDir: string
let clock: WallClock
let start: () => Promise<Product>
let product: Product
beforeAll(async () => {
  dataDir = await temporaryDataDir()
  clock = wallClock(dataDir)
  const ports = { server: await freePort(), gateway: await freePort() }
  start = () => startProduct({ dataDir, ports, env: clock.variables })
  product = await start()
})
afterAll(async () => {
  await product.end()
  await rm(dataDir, { recursive: true, force: true })
})

const written = { id: randomUUID(), at: 0 }
const calls: string[] = []
let cookie = ''

test('before: a trace is written, a call made, somebody signs in', async () => {
  written.at = clock.now()
  await sendTrace(written.id, written.at, { name: 'first', metadata: { kept: 'yes', changed: 'no' } })
  await callModel()
  await until(() => deliveredOnce(calls))
  cookie = await signIn()
})

test('the clock is a day behind at the next start: what was acknowledged is there', async () => {
  expect(await product.end()).toBe(0)
  await clock.shift(-day)
  product = await start()
  expect(await trace(written.id)).toMatchObject({ name: 'first', timestamp: iso(written.at) })
  expect(await deliveredOnce(calls)).toBe(true)
  await expectsTheClockToBe(clock.now())
})

test('what is sent now is ordered by the time of the events, not by that of the server', async () => {
  await sendTrace(written.id, written.at - 1_000, {
    name: 'older',
    metadata: { changed: 'older', added: 'yes' },
  })
  expect(await trace(written.id)).toMatchObject({
    name: 'first',
    metadata: { kept: 'yes', changed: 'no', added: 'yes' },
  })
  await sendTrace(written.id, written.at + 1_000, { name: 'newer' })
  expect(await trace(written.id)).toMatchObject({ name: 'newer', metadata: { kept: 'yes', changed: 'no' } })
})

test('sessions stay, signing in and calls work, and the spool is delivered once', async () => {
  expect(await sessionUser(cookie)).toBe(identity.email)
  expect(await sessionUser(await signIn())).toBe(identity.email)
  for (let index = 0; index < 3; index++) await callModel()
  await until(() => deliveredOnce(calls))
})

test('the clock jumps back by another day while calls wait in the spool: nothing falls over, and every call arrives once', async () => {
  const processes = await processesOf(product.pid)
  const [server = 0] = await processesOf(product.pid, 'server')
  // Calls wait in the spool while the clock jumps.
  process.kill(server, 'SIGSTOP')
  for (let index = 0; index < 3; index++) await callModel()
  await clock.shift(-day)
  process.kill(server, 'SIGCONT')
  await expectsTheClockToBe(clock.now())
  for (let index = 0; index < 3; index++) await callModel()
  await until(() => deliveredOnce(calls))
  const id = randomUUID()
  await sendTrace(id, clock.now(), { name: 'after the jump' })
  expect(await trace(id)).toMatchObject({ name: 'after the jump' })
  await sendTrace(written.id, clock.now(), { name: 'much older' })
  expect(await trace(written.id)).toMatchObject({ name: 'newer' })
  expect(await sessionUser(cookie)).toBe(identity.email)
  expect(await sessionUser(await signIn())).toBe(identity.email)
  expect(await processesOf(product.pid)).toEqual(expect.arrayContaining(processes))
})

test('the clock is right again: a wrong password still is refused, the right one still works, all is there', async () => {
  await clock.shift(2 * day)
  await expectsTheClockToBe(clock.now())
  expect((await enter('not the password')).status).toBe(401)
  expect(await sessionUser(await signIn())).toBe(identity.email)
  await callModel()
  await until(() => deliveredOnce(calls))
  expect(await product.end()).toBe(0)
  product = await start()
  expect(await deliveredOnce(calls)).toBe(true)
  expect(await trace(written.id)).toMatchObject({ name: 'newer' })
})

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

async function sendTrace(id: string, at: number, body: object): Promise<void> {
  const batch = [{ id: randomUUID(), type: 'trace-create', timestamp: iso(at), body: { id, ...body } }]
  const answer = await platform(product, 'POST', '/api/public/ingestion', { batch })
  expect(answer).toMatchObject({ status: 207, body: { errors: [] } })
}

async function trace(id: string) {
  const { status, body } = await platform(product, 'GET', `/api/public/traces/${id}`)
  expect(status).toBe(200)
  return body
}

async function callModel(): Promise<Answer> {
  const id = randomUUID()
  const answer = await gateway(product, 'POST', '/v1/chat/completions', {
    model: 'demo-gpt-4o-mini',
    messages: [{ role: 'user', content: 'ping' }],
    metadata: { trace_id: id, trace_name: 'call' },
    mock_response: 'pong',
  })
  expect(answer.status).toBe(200)
  calls.push(id)
  return answer
}

/** Whether the traces of all calls are there with one generation each, and no other. */
async function deliveredOnce(ids: readonly string[]): Promise<boolean> {
  const path = '/api/public/traces?name=call&fields=core,observations&limit=100'
  const { body } = await platform(product, 'GET', path)
  const found: { id: string; observations: unknown[] }[] = body.data
  expect(found.every(({ observations }) => observations.length === 1)).toBe(true)
  return (
    found
      .map(({ id }) => id)
      .toSorted()
      .join() === ids.toSorted().join()
  )
}

/** Both processes see that time, give or take an hour: the clock was off by a day. */
async function expectsTheClockToBe(now: number): Promise<void> {
  const isAbout = (milliseconds: number) => Math.abs(milliseconds - now) < day / 24
  await until(async () => {
    const { body } = await callModel()
    return isAbout(body.created * 1000)
  })
  await until(async () => {
    const id = randomUUID()
    await sendTrace(id, now, { name: 'look at the clock' })
    return isAbout(Date.parse((await trace(id)).createdAt))
  })
}

const enter = (password: string) =>
  call(
    `${product.serverUrl}/api/auth/sign-in/email`,
    'POST',
    { email: identity.email, password },
    { origin: product.serverUrl },
  )

async function signIn(): Promise<string> {
  const { status, headers } = await enter(identity.password)
  expect(status).toBe(200)
  return headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

async function sessionUser(given: string): Promise<string | undefined> {
  const { body } = await call(`${product.serverUrl}/api/app/session`, 'GET', undefined, { cookie: given })
  return body.user?.email
}
