import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { basicAuth } from '@kansoku/test/kit/langfuse-api'
import { processesOf } from '@kansoku/test/kit/processes'
import { type Product, startProduct } from '@kansoku/test/kit/product'
import { Agent, request } from 'undici'
import { cpuSeconds } from './process-usage.ts'
import { type Figure, milliseconds, perSecond, times } from './report.ts'
import { quantile } from './statistics.ts'
import { generationEvents, spansBody } from './telemetry-bodies.ts'

const doors = {
  OTLP: { path: '/api/public/otel/v1/traces', status: 200, body: spansBody },
  legacy: { path: '/api/public/ingestion', status: 207, body: generationEvents },
} as const
interface Load {
  readonly name: string
  readonly perRequest: number
  readonly requests: number
  /** On their way at once. */
  readonly senders: number
}

const inLarge: Load = { name: '50 a request, 8 at once', perRequest: 50, requests: 3600, senders: 8 }
const loads: readonly Load[] = [
  inLarge,
  { name: 'one a request, 8 at once', perRequest: 1, requests: 24_000, senders: 8 },
  { name: 'one a request, 32 at once', perRequest: 1, requests: 24_000, senders: 32 },
]

interface Yardsticks {
  /** Rows that a plain insert stores in a second, measured in the same run. */
  readonly plainPerSecond: number
  /** One of those rows. */
  readonly sample: object
}

/**
 * Observations of 2 KB input and 1 KB output sent over HTTP: to a bare door, then to the whole product, through both of
 * its doors. The sender shares the processors with it: its part is stated.
 */
export async function* benchIngestionOverHttp(yardsticks: Yardsticks): AsyncGenerator<Figure> {
  const { plainPerSecond, sample } = yardsticks
  yield await throughBareDoor(inLarge, plainPerSecond, sample)
  await using product = await startProduct()
  const [server = 0] = await processesOf(product.pid, 'server')
  for (const [name, { path, ...door }] of Object.entries(doors)) {
    for (const load of loads) {
      const target = { ...door, name, url: `${product.serverUrl}${path}`, pid: server }
      const settle = () => untilReadable(product)
      yield await measure(target, { load, settle, plainPerSecond })
    }
  }
}

async function throughBareDoor(load: Load, plainPerSecond: number, sample: object): Promise<Figure> {
  const child = fork(join(import.meta.dirname, 'bare-door.ts'))
  try {
    child.send(sample)
    const [origin] = (await once(child, 'message')) as [string]
    const settle = async () => {
      await fetch(origin)
    }
    const target = { name: 'a bare door', url: origin, status: 200, body: spansBody, pid: child.pid ?? 0 }
    return await measure(target, { load, settle, plainPerSecond })
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
}

interface Target {
  readonly name: string
  readonly url: string
  readonly status: number
  readonly body: (count: number) => Buffer
  /** Of the process that answers. */
  readonly pid: number
}

interface Measurement {
  readonly load: Load
  /** Resolves when all that was acknowledged is stored. */
  readonly settle: () => Promise<void>
  readonly plainPerSecond: number
}

async function measure(target: Target, { load, settle, plainPerSecond }: Measurement): Promise<Figure> {
  const { name, perRequest, requests, senders } = load
  const bodies = Array.from({ length: requests }, () => target.body(perRequest))
  const before = { sender: process.cpuUsage(), target: await cpuSeconds(target.pid) }
  const started = performance.now()
  const latencies = await sendAll(target, bodies, senders)
  await settle()
  const seconds = (performance.now() - started) / 1000
  const sender = process.cpuUsage(before.sender)
  const rate = (requests * perRequest) / seconds
  const share = (sender.user + sender.system) / 1e6 / seconds
  const used = ((await cpuSeconds(target.pid)) - before.target) / (requests * perRequest)
  return {
    name: `${target.name}, ${name}`,
    value: `${perSecond(rate, 'observations')}, acknowledged after ${milliseconds(quantile(latencies, 0.5))} (p99 ${milliseconds(quantile(latencies, 0.99))}), ${Math.round(used * 1e6)} µs of its CPU each; the sender took ${Math.round(share * 100)} % of a CPU`,
    ratio: `${times(rate / plainPerSecond)} of a plain insert`,
  }
}

/** Who reads waits for all that was acknowledged: the time until it is stored belongs to the rate. */
async function untilReadable({ serverUrl }: Product): Promise<void> {
  const answer = await request(`${serverUrl}/api/public/v2/scores?limit=1`, {
    headers: { authorization: basicAuth },
  })
  await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`a read answered ${answer.statusCode}`)
}

async function sendAll(
  { url, status }: Target,
  bodies: readonly Buffer[],
  senders: number,
): Promise<number[]> {
  const dispatcher = new Agent({ connections: senders })
  const headers = { authorization: basicAuth, 'content-type': 'application/json' }
  const latencies: number[] = []
  let next = 0
  const send = async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) {
      const started = performance.now()
      const answer = await request(url, { method: 'POST', headers, body, dispatcher })
      const text = await answer.body.text()
      latencies.push(performance.now() - started)
      if (answer.statusCode !== status) throw new Error(`${url} answered ${answer.statusCode}: ${text}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: senders }, send))
  } finally {
    await dispatcher.close()
  }
  return latencies
}
