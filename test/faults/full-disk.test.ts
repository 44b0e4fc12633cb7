import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, call, gateway, platform } from '../kit/langfuse-api.ts'
import { processesOf, processesOn } from '../kit/processes.ts'
import { identity, identityVariables, type Product, runCli, startProduct } from '../kit/product.ts'
import { mountSmallDisk, type SmallDisk } from '../kit/small-disk.ts'
import { until } from '../kit/until.ts'

let disk: SmallDisk
let product: Product
/** Ids of traces whose event was acknowledged, and of those that were refused at first. */
const acknowledged: string[] = []
const refused: string[] = []
/** Trace ids of calls whose answer arrived. */
const answered: string[] = []
/** What the gateway counted as lost before it was killed. */
let lostBefore = 0

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  beforeAll(async () => {
    disk = await mountSmallDisk(320)
    product = await startProduct({ dataDir: disk.folder, launcher: disk.launcher })
  })
  afterAll(async () => {
    await product?.end()
    await disk?.[Symbol.asyncDispose]()
  })

  test('with room left, events and calls arrive', async () => {
    expect((await sendEvent()).status).toBe(207)
    expect((await callModel()).status).toBe(200)
    await until(async () => (await traceIds('call')).length === 1)
    expect(await spool()).toMatchObject({ lost: 0, destinations: { server: null } })
  })

  test('on a full disk senders are told to come back later, each in the dialect of its door', async () => {
    const full = await until(async () => {
      disk.fill()
      const answer = await sendEvent()
      return answer.status === 207 ? undefined : answer
    })
    expect(full).toMatchObject({
      status: 503,
      body: { message: expect.stringMatching(/full/), error: 'ServiceUnavailable' },
    })
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(JSON.stringify(full.body)).not.toContain(disk.folder)
    const spans = await until(async () => {
      disk.fill()
      const answer = await sendSpan()
      return answer.status === 200 ? undefined : answer
    })
    expect(spans).toMatchObject({ status: 503, body: { message: expect.stringMatching(/full/) } })
    expect(Number(spans.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('what was stored before can be read, and people can sign in or are told why not', async () => {
    expect((await platform(product, 'GET', `/api/public/traces/${acknowledged[0]}`)).status).toBe(200)
    const signIn = await signInAsAdmin()
    expect([200, 503]).toContain(signIn.status)
  })

  test('the gateway serves on, counts the calls that it cannot write down, and says so', async () => {
    await until(async () => {
      disk.fill()
      expect((await callModel()).status).toBe(200)
      return (await spool()).lost >= 2
    })
    lostBefore = (await spool()).lost
    const { code, output } = await kansoku('status')
    expect(output).toMatch(new RegExp(`^Not recorded +${lostBefore} calls`, 'm'))
    expect(code).toBe(0)
  })

  test('server and gateway that are killed meanwhile come back on the full disk and go on as before', async () => {
    for (const part of ['server', 'gateway'] as const) await killAndAwaitNext(part)
    await until(() => read(`/api/public/traces/${acknowledged[0]}`))
    await until(async () => {
      disk.fill()
      const answer = await callModel().catch(() => undefined)
      return answer?.status === 200 && (await spool()).lost > 0
    })
  })

  test('a Postgres that is killed meanwhile comes back, at the latest when there is room', async () => {
    disk.fill()
    const [pid = 0] = await processesOf(product.pid, 'postgres')
    process.kill(pid, 'SIGKILL')
    await until(async () => !(await processesOf(product.pid, 'postgres')).includes(pid))
    await disk.free()
    await until(async () => (await signInAsAdmin().catch(() => undefined))?.status === 200, { seconds: 60 })
  })

  test('with room again all goes on without a restart, and everything acknowledged is there, nothing twice', async () => {
    for (const id of refused) await until(async () => (await sendEvent(id)).status === 207)
    await until(async () => (await sendSpan()).status === 200)
    await until(async () => {
      const before = await spool()
      const { status } = await callModel()
      return status === 200 && (await spool()).written > before.written
    })
    await until(async () => {
      const { bytes, destinations } = await spool()
      return bytes === 0 && Object.values(destinations).every((reason) => reason === null)
    })
    expect((await kansoku('logs', 'gateway')).output).toContain('calls are recorded again')
    const events = await traceIds('event')
    expect(events.toSorted()).toEqual([...acknowledged, ...refused].toSorted())
    const calls = await traceIds('call')
    expect(new Set(calls).size).toBe(calls.length)
    expect(calls.filter((id) => !answered.includes(id))).toEqual([])
    expect(calls.length + lostBefore + (await spool()).lost).toBe(answered.length)
  })

  test('a start on a full disk says so and leaves nothing behind; with room again it starts', async () => {
    expect(await product.end()).toBe(0)
    disk.fill()
    const { code, output } = await kansoku('start')
    expect(code, output).toBe(1)
    expect(output).toContain(`The disk is full (${disk.folder}). Make room and start again`)
    expect(await processesOn(disk.folder)).toEqual([])
    const left = await readdir(join(disk.reach, 'run'))
    expect(left.filter((name) => name !== 'compile-cache')).toEqual([])
    await disk.free()
    product = await startProduct({ dataDir: disk.folder, launcher: disk.launcher })
    expect((await traceIds('event')).toSorted()).toEqual([...acknowledged, ...refused].toSorted())
  })
})

async function killAndAwaitNext(part: 'server' | 'gateway'): Promise<void> {
  const [pid = 0] = await processesOf(product.pid, part)
  process.kill(pid, 'SIGKILL')
  await until(async () => {
    const [next] = await processesOf(product.pid, part)
    return next !== undefined && next !== pid
  })
}

/** Undefined while the server does not answer. */
async function read(path: string): Promise<Answer | undefined> {
  const answer = await platform(product, 'GET', path).catch(() => undefined)
  return answer?.status === 200 ? answer : undefined
}

async function sendEvent(id: string = randomUUID()): Promise<Answer> {
  const timestamp = new Date().toISOString()
  const body = { id, name: 'event', input: 'x'.repeat(5_000) }
  const batch = [{ id: `event-${id}`, type: 'trace-create', timestamp, body }]
  const answer = await platform(product, 'POST', '/api/public/ingestion', { batch })
  const known = refused.includes(id)
  if (answer.status === 207 && !known) acknowledged.push(id)
  else if (!known) refused.push(id)
  return answer
}

async function sendSpan(): Promise<Answer> {
  const [traceId, spanId] = [randomUUID().replaceAll('-', ''), randomUUID().replaceAll('-', '').slice(16)]
  const nanos = `${Date.now()}000000`
  const spans = [{ traceId, spanId, name: 'span', startTimeUnixNano: nanos, endTimeUnixNano: nanos }]
  return platform(product, 'POST', '/api/public/otel/v1/traces', {
    resourceSpans: [{ scopeSpans: [{ scope: { name: 'test' }, spans }] }],
  })
}

async function callModel(): Promise<Answer> {
  const id = randomUUID()
  const answer = await gateway(product, 'POST', '/v1/chat/completions', {
    model: 'demo-gpt-4o-mini',
    messages: [{ role: 'user', content: 'x'.repeat(20_000) }],
    metadata: { trace_id: id, trace_name: 'call' },
    mock_response: 'pong',
  })
  if (answer.status === 200) answered.push(id)
  return answer
}

/** Ids of all traces of that name, as often as they are listed. */
async function traceIds(name: string): Promise<string[]> {
  const ids: string[] = []
  for (let page = 1, pages = 1; page <= pages; page++) {
    const { body } = await platform(product, 'GET', `/api/public/traces?name=${name}&limit=100&page=${page}`)
    pages = body.meta.totalPages
    ids.push(...body.data.map(({ id }: { id: string }) => id))
  }
  return ids
}

async function spool() {
  const { body } = await gateway(product, 'GET', '/health/readiness')
  return body.spool as {
    bytes: number
    written: number
    lost: number
    destinations: Record<string, string | null>
  }
}

const signInAsAdmin = () =>
  call(
    `${product.serverUrl}/api/auth/sign-in/email`,
    'POST',
    { email: identity.email, password: identity.password },
    { origin: product.serverUrl },
  )

const kansoku = (...args: string[]) =>
  runCli(args, { ...identityVariables, KANSOKU_DATA_DIR: disk.folder }, { launcher: disk.launcher })
