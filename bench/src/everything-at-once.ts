import { randomUUID } from 'node:crypto'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { basicAuth } from '@kansoku/test/kit/langfuse-api'
import { processesOf } from '@kansoku/test/kit/processes'
import { identity, startProduct } from '@kansoku/test/kit/product'
import { cpuSeconds } from './process-usage.ts'
import { createAsker } from './reads/asker.ts'
import { peakMegabytes } from './reads/peak-memory.ts'
import { seededFolder } from './reads/seeded-folder.ts'
import { type Figure, milliseconds, perSecond } from './report.ts'
import { median, quantile } from './statistics.ts'
import { spansBody } from './telemetry-bodies.ts'

/** Not measured: a server that has just started on a copied folder has read nothing of it. */
const warmUpSeconds = 5
const seconds = 60
const senders = 8
const perRequest = 50
const probeEveryMs = 100
const headers = { authorization: basicAuth, 'content-type': 'application/json' }
const day = 86_400_000

/**
 * Clients that send as fast as they are answered, somebody who looks at dashboards of 90 days, and somebody who reads
 * back each trace that was acknowledged: all at once, on a copy of the seeded folder.
 */
export async function benchEverythingAtOnce(observations: number): Promise<Figure[]> {
  const seeded = await seededFolder(observations)
  const dataDir = await mkdtemp(join(tmpdir(), 'kansoku-bench-at-once-'))
  try {
    // The telemetry alone: files of the database belong to an account of their own.
    await cp(join(seeded.folder, 'analytics'), join(dataDir, 'analytics'), { recursive: true })
    // The account of the database must reach it.
    await chmod(dataDir, 0o755)
    await using product = await startProduct({ dataDir })
    const [server = 0] = await processesOf(product.pid, 'server')
    await allAtOnce(product.serverUrl, warmUpSeconds, seeded.end)
    const cpuBefore = await cpuSeconds(server)
    // Each scrape begins the delays anew: those of before do not count.
    await metric(product.serverUrl, lag)
    const [sent, probes, dashboards] = await allAtOnce(product.serverUrl, seconds, seeded.end)
    return [
      { name: 'sent meanwhile', value: perSecond(sent / seconds, 'observations') },
      { name: 'traces read back right after their acknowledgement', value: String(probes.times.length) },
      { name: 'misses', value: String(probes.misses) },
      { name: 'sent to readable, p50', value: milliseconds(median(probes.times)) },
      { name: 'sent to readable, p99', value: milliseconds(quantile(probes.times, 0.99)) },
      { name: 'a dashboard question of 90 days, p50', value: milliseconds(median(dashboards)) },
      {
        name: "delay of the server's event loop, p99",
        value: milliseconds(1000 * (await metric(product.serverUrl, lag))),
      },
      {
        name: 'processors that the server had',
        value: (((await cpuSeconds(server)) - cpuBefore) / seconds).toFixed(2),
      },
      { name: 'peak memory of the server', value: `${await peakMegabytes(server)} MB` },
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

function allAtOnce(serverUrl: string, lastsSeconds: number, end: number) {
  const until = performance.now() + lastsSeconds * 1000
  return Promise.all([
    keepSending(serverUrl, until),
    keepReadingBack(serverUrl, until),
    keepLooking(serverUrl, until, end),
  ])
}

/** Resolves with the number of observations that were acknowledged. */
async function keepSending(serverUrl: string, until: number): Promise<number> {
  let sent = 0
  const send = async () => {
    while (performance.now() < until) {
      const body = spansBody(perRequest)
      const answer = await fetch(`${serverUrl}/api/public/otel/v1/traces`, { method: 'POST', headers, body })
      await answer.text()
      if (answer.status === 200) sent += perRequest
      else if (answer.status === 503) await setTimeout(1000)
      else throw new Error(`the OTLP door answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: senders }, send))
  return sent
}

async function keepReadingBack(serverUrl: string, until: number) {
  const times: number[] = []
  let misses = 0
  while (performance.now() < until) {
    await setTimeout(probeEveryMs)
    const id = randomUUID()
    const timestamp = new Date().toISOString()
    const event = { id: randomUUID(), type: 'trace-create', timestamp, body: { id, name: 'probe' } }
    const body = JSON.stringify({ batch: [event] })
    const started = performance.now()
    const write = await fetch(`${serverUrl}/api/public/ingestion`, { method: 'POST', headers, body })
    await write.text()
    if (write.status !== 207) continue
    const read = await fetch(`${serverUrl}/api/public/traces/${id}?fields=core`, { headers })
    await read.text()
    times.push(performance.now() - started)
    if (read.status !== 200) misses++
  }
  return { times, misses }
}

async function keepLooking(serverUrl: string, until: number, end: number): Promise<number[]> {
  const ask = await createAsker(serverUrl)
  const range = new URLSearchParams({
    from: new Date(end - 90 * day).toISOString(),
    to: new Date(end).toISOString(),
  })
  const times: number[] = []
  while (performance.now() < until) {
    for (const tile of ['overview', 'model-usage', 'latency', 'errors']) {
      const started = performance.now()
      await ask(`/api/app/projects/${identity.projectId}/dashboard/${tile}?${range}`)
      times.push(performance.now() - started)
    }
  }
  return times
}

const lag = 'nodejs_eventloop_lag_p99_seconds'

async function metric(serverUrl: string, name: string): Promise<number> {
  const text = await (await fetch(`${serverUrl}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
}
