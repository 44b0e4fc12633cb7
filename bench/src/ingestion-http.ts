import { basicAuth } from '@kansoku/test/kit/langfuse-api'
import { processesOf } from '@kansoku/test/kit/processes'
import { type Product, startProduct } from '@kansoku/test/kit/product'
import { Agent, request } from 'undici'
import { cpuSeconds } from './process-usage.ts'
import { type Figure, milliseconds, perSecond, times } from './report.ts'
import { quantile } from './statistics.ts'
import { generationEvents, spansBody } from './telemetry-bodies.ts'

const concurrency = 8
const doors = {
  OTLP: { path: '/api/public/otel/v1/traces', status: 200, body: spansBody },
  legacy: { path: '/api/public/ingestion', status: 207, body: generationEvents },
} as const
const loads = [
  { name: '50 a request', perRequest: 50, requests: 400 },
  { name: 'one a request', perRequest: 1, requests: 8000 },
]

/**
 * Observations of 2 KB input and 1 KB output sent to the whole product over HTTP, eight requests at once, through both
 * doors. The sender shares the processors with it: its part is stated.
 * @param plainPerSecond rows that a plain insert stores in a second, measured in the same run
 */
export async function* benchIngestionOverHttp(plainPerSecond: number): AsyncGenerator<Figure> {
  await using product = await startProduct()
  const [server = 0] = await processesOf(product.pid, 'server')
  for (const [door, { path, status, body }] of Object.entries(doors)) {
    for (const { name, perRequest, requests } of loads) {
      const bodies = Array.from({ length: requests }, () => body(perRequest))
      const before = { sender: process.cpuUsage(), server: await cpuSeconds(server) }
      const started = performance.now()
      const latencies = await sendAll(product, path, status, bodies)
      await untilReadable(product)
      const seconds = (performance.now() - started) / 1000
      const sender = process.cpuUsage(before.sender)
      const rate = (requests * perRequest) / seconds
      const share = (sender.user + sender.system) / 1e6 / seconds
      const used = ((await cpuSeconds(server)) - before.server) / (requests * perRequest)
      yield {
        name: `${door}, ${name}`,
        value: `${perSecond(rate, 'observations')}, acknowledged after ${milliseconds(quantile(latencies, 0.5))} (p99 ${milliseconds(quantile(latencies, 0.99))}), ${Math.round(used * 1e6)} µs of the server's CPU each; the sender took ${Math.round(share * 100)} % of a CPU`,
        ratio: `${times(rate / plainPerSecond)} of a plain insert`,
      }
    }
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
  { serverUrl }: Product,
  path: string,
  status: number,
  bodies: readonly Buffer[],
): Promise<number[]> {
  const dispatcher = new Agent({ connections: concurrency })
  const headers = { authorization: basicAuth, 'content-type': 'application/json' }
  const latencies: number[] = []
  let next = 0
  const send = async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) {
      const started = performance.now()
      const answer = await request(`${serverUrl}${path}`, { method: 'POST', headers, body, dispatcher })
      const text = await answer.body.text()
      latencies.push(performance.now() - started)
      if (answer.statusCode !== status) throw new Error(`${path} answered ${answer.statusCode}: ${text}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, send))
  } finally {
    await dispatcher.close()
  }
  return latencies
}
