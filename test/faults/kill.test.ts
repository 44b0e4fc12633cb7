import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, basicAuth, platform } from '../kit/langfuse-api.ts'
import { processesOf } from '../kit/processes.ts'
import { freePort, identity, type Product, startProduct, temporaryDataDir } from '../kit/product.ts'
import { until } from '../kit/until.ts'

let dataDir: string
let ports: { server: number; gateway: number }
let product: Product
beforeAll(async () => {
  dataDir = await temporaryDataDir()
  ports = { server: await freePort(), gateway: await freePort() }
  product = await startProduct({ dataDir, ports })
})
afterAll(async () => {
  await product.end()
  await rm(dataDir, { recursive: true, force: true })
})

test.each(['server', 'gateway', 'postgres'] as const)(
  'kill -9 of the %s under load loses no acknowledged event and no finished call',
  async (victim) => {
    const load = startLoad(product)
    await until(() => load.events.length > 20 && load.calls.length > 5)
    const [pid] = await processesOf(product.pid, victim)
    expect(pid).toBeGreaterThan(0)
    process.kill(pid ?? 0, 'SIGKILL')
    const seen = { events: load.events.length, calls: load.calls.length }
    await until(() => load.events.length > seen.events + 20 && load.calls.length > seen.calls + 5, {
      seconds: 60,
    })
    await load.stop()
    await expectAllFound(product, load)
  },
)

test('kill -9 of the supervisor ends its children within two seconds, and the next start has everything', async () => {
  const load = startLoad(product)
  await until(() => load.events.length > 20 && load.calls.length > 5)
  const children = await processesOf(product.pid)
  expect(children.length).toBeGreaterThanOrEqual(3)
  process.kill(product.pid, 'SIGKILL')
  await load.stop()
  await until(() => children.every((pid) => !isAlive(pid)), {
    seconds: 10,
    describe: () => `the end of ${children}`,
  })
  product = await startProduct({ dataDir, ports })
  await expectAllFound(product, load)
})

test('the gateway serves while the server is down and delivers each call exactly once afterwards', async () => {
  const [server] = await processesOf(product.pid, 'server')
  process.kill(server ?? 0, 'SIGSTOP')
  const ids: string[] = []
  for (let index = 0; index < 10; index++) ids.push((await callModel(product)) ?? '')
  process.kill(server ?? 0, 'SIGKILL')
  for (let index = 0; index < 10; index++) ids.push((await callModel(product)) ?? '')
  expect(ids.every(Boolean)).toBe(true)
  await expectAllFound(product, { events: [], calls: ids })
})

interface Load {
  /** Ids of traces whose event was acknowledged. */
  readonly events: string[]
  /** Trace ids of calls whose last byte arrived. */
  readonly calls: string[]
}

/** Sends events and calls until stopped, and keeps the ids of those that succeeded. */
function startLoad(target: Product): Load & { stop(): Promise<void> } {
  const load = { events: [] as string[], calls: [] as string[] }
  let running = true
  const worker = async (send: (target: Product) => Promise<string | undefined>, succeeded: string[]) => {
    while (running) {
      const id = await send(target).catch(() => undefined)
      if (id) succeeded.push(id)
      await delay(10)
    }
  }
  const workers = [
    worker(sendEvent, load.events),
    worker(sendEvent, load.events),
    worker(callModel, load.calls),
  ]
  return {
    ...load,
    async stop() {
      running = false
      await Promise.all(workers)
    },
  }
}

async function sendEvent(target: Product): Promise<string | undefined> {
  const id = randomUUID()
  const response = await fetch(`${target.serverUrl}/api/public/ingestion`, {
    method: 'POST',
    headers: { authorization: basicAuth, 'content-type': 'application/json' },
    body: JSON.stringify({
      batch: [
        {
          id: randomUUID(),
          type: 'trace-create',
          timestamp: new Date().toISOString(),
          body: { id, name: 'load-event' },
        },
      ],
    }),
  })
  const answer = (await response.json()) as { successes?: unknown[] }
  return response.status === 207 && answer.successes?.length === 1 ? id : undefined
}

async function callModel(target: Product): Promise<string | undefined> {
  const traceId = randomUUID()
  const response = await fetch(`${target.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: await firstModel(target),
      messages: [{ role: 'user', content: 'ping' }],
      metadata: { trace_id: traceId, trace_name: 'load-call' },
      mock_response: 'pong',
    }),
  })
  await response.text()
  return response.status === 200 ? traceId : undefined
}

const modelNames = new Map<string, string>()
async function firstModel(target: Product): Promise<string> {
  const known = modelNames.get(target.gatewayUrl)
  if (known) return known
  const response = await fetch(`${target.gatewayUrl}/v1/models`, {
    headers: { authorization: `Bearer ${identity.masterKey}` },
  })
  const { data } = (await response.json()) as { data: { id: string }[] }
  const name = data[0]?.id ?? ''
  modelNames.set(target.gatewayUrl, name)
  return name
}

/** Every acknowledged event is there at once; calls come as the spool is delivered, each with one generation. */
async function expectAllFound(target: Product, load: Load): Promise<void> {
  const events = await listTraces(target, 'load-event')
  expect(load.events.filter((id) => !events.has(id))).toEqual([])
  const calls = await until(
    async () => {
      const found = await listTraces(target, 'load-call')
      return load.calls.every((id) => found.get(id)) ? found : undefined
    },
    { seconds: 60, describe: () => `${load.calls.length} calls to be delivered` },
  )
  expect(load.calls.filter((id) => calls.get(id) !== 1)).toEqual([])
}

/** Ids of all traces of a name with the number of their observations. */
async function listTraces(target: Product, name: string): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (let page = 1, pages = 1; page <= pages; page++) {
    const path = `/api/public/traces?name=${name}&fields=core,observations&limit=100&page=${page}`
    const { body } = await read(target, path)
    pages = body.meta.totalPages
    for (const trace of body.data) found.set(trace.id, trace.observations.length)
  }
  return found
}

/** Reads from the platform, waiting for a server that is being restarted. */
function read(target: Product, path: string): Promise<Answer> {
  const ask = async () => {
    const answer = await platform(target, 'GET', path).catch(() => undefined)
    return answer && answer.status < 500 ? answer : undefined
  }
  return until(ask, { seconds: 60, describe: () => `an answer to ${path}` })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
