import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { exportFormats } from '@kansoku/contracts'
import { platform } from '@kansoku/test/kit/langfuse-api'
import { processesOf } from '@kansoku/test/kit/processes'
import { identity, type Product, startProduct } from '@kansoku/test/kit/product'
import { cpuSeconds, residentMegabytes } from './process-usage.ts'
import { signInOwner } from './reads/asker.ts'
import { seededFolder } from './reads/seeded-folder.ts'
import { type Figure, milliseconds, perSecond } from './report.ts'

const day = 86_400_000
const probeEveryMs = 200
/** Of a larger folder the newest rows: the range that is exported among all that is stored. */
const mostRows = 300_000

interface Batch {
  readonly id: string
  readonly state: string
  readonly rowsDone: number
  readonly bytes: number
}

/**
 * Exports of observations of the seeded folder, one format after the other, with what they cost the server, while somebody
 * sends traces.
 */
export async function* benchExports(observations: number): AsyncGenerator<Figure> {
  const seeded = await seededFolder(observations)
  await using product = await startProduct({ dataDir: seeded.folder })
  const [pid = 0] = await processesOf(product.pid, 'server')
  const project = `${product.serverUrl}/api/app/projects/${identity.projectId}`
  const cookie = await signInOwner(product.serverUrl)
  const headers = { cookie, origin: product.serverUrl, 'content-type': 'application/json' }
  const ask = async <Body>(path: string, body?: object): Promise<Body> => {
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const answer = await fetch(`${project}${path}`, { headers, ...sent })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }
  const days = seeded.days * Math.min(1, mostRows / observations)
  const selection = {
    from: new Date(seeded.end - days * day).toISOString(),
    to: new Date(seeded.end + day).toISOString(),
  }
  yield { name: 'memory of the server before', value: `${await residentMegabytes(pid)} MB` }
  yield {
    name: 'sending a trace before, slowest of 25',
    value: milliseconds(await slowestWrite(product, 25)),
  }
  for (const format of exportFormats) {
    await lagOf(product.serverUrl)
    const started = performance.now()
    const cpuBefore = await cpuSeconds(pid)
    const { id } = await ask<Batch>('/exports', { table: 'observations', format, selection })
    let most = 0
    let slowest = 0
    let batch: Batch | undefined
    while (batch?.state !== 'completed') {
      await setTimeout(probeEveryMs)
      most = Math.max(most, await residentMegabytes(pid))
      slowest = Math.max(slowest, await slowestWrite(product, 1))
      batch = (await ask<{ batches: Batch[] }>('/batches')).batches.find((one) => one.id === id)
      if (batch?.state === 'failed') throw new Error(`the export as ${format} failed`)
    }
    const seconds = (performance.now() - started) / 1000
    const size = `${Math.round(batch.bytes / 1e6)} MB`
    yield { name: `${format}, ${size}`, value: perSecond(batch.rowsDone / seconds, 'rows') }
    const cpu = (await cpuSeconds(pid)) - cpuBefore
    yield { name: `${format}: CPU of the server`, value: perSecond(batch.rowsDone / cpu, 'rows') }
    yield { name: `${format}: sending a trace beside it, slowest`, value: milliseconds(slowest) }
    yield { name: `${format}: most memory of the server`, value: `${most} MB` }
    yield {
      name: `${format}: delay of the server's event loop, p99`,
      value: milliseconds(1000 * (await lagOf(product.serverUrl))),
    }
  }
}

/** Milliseconds until a trace is acknowledged, one after the other. */
async function slowestWrite(product: Product, count: number): Promise<number> {
  let slowest = 0
  for (let index = 0; index < count; index++) {
    const timestamp = new Date().toISOString()
    const body = { id: randomUUID(), timestamp, name: 'beside an export' }
    const batch = [{ id: randomUUID(), type: 'trace-create', timestamp, body }]
    const began = performance.now()
    const { status } = await platform(product, 'POST', '/api/public/ingestion', { batch })
    if (status !== 207) throw new Error(`ingestion answered ${status}`)
    slowest = Math.max(slowest, performance.now() - began)
  }
  return slowest
}

/** Since it was asked last. */
async function lagOf(serverUrl: string): Promise<number> {
  const text = await (await fetch(`${serverUrl}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1])
}
