import { setTimeout } from 'node:timers/promises'
import { exportFormats } from '@kansoku/contracts'
import { processesOf } from '@kansoku/test/kit/processes'
import { identity, startProduct } from '@kansoku/test/kit/product'
import { residentMegabytes } from './process-usage.ts'
import { signInOwner } from './reads/asker.ts'
import { seededFolder } from './reads/seeded-folder.ts'
import { type Figure, milliseconds, perSecond } from './report.ts'

const day = 86_400_000
const probeEveryMs = 200

interface Batch {
  readonly id: string
  readonly state: string
  readonly rowsDone: number
  readonly bytes: number
}

/** Exports of all observations of the seeded folder, one format after the other, with what they cost the server. */
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
  const selection = {
    from: new Date(seeded.end - seeded.days * day).toISOString(),
    to: new Date(seeded.end + day).toISOString(),
  }
  for (const format of exportFormats) {
    await lagOf(product.serverUrl)
    const started = performance.now()
    const { id } = await ask<Batch>('/exports', { table: 'observations', format, selection })
    let most = 0
    let batch: Batch | undefined
    while (batch?.state !== 'completed') {
      await setTimeout(probeEveryMs)
      most = Math.max(most, await residentMegabytes(pid))
      batch = (await ask<{ batches: Batch[] }>('/batches')).batches.find((one) => one.id === id)
      if (batch?.state === 'failed') throw new Error(`the export as ${format} failed`)
    }
    const seconds = (performance.now() - started) / 1000
    const size = `${Math.round(batch.bytes / 1e6)} MB`
    yield { name: `${format}, ${size}`, value: perSecond(batch.rowsDone / seconds, 'rows') }
    yield { name: `${format}: most memory of the server`, value: `${most} MB` }
    yield {
      name: `${format}: delay of the server's event loop, p99`,
      value: milliseconds(1000 * (await lagOf(product.serverUrl))),
    }
  }
}

/** Since it was asked last. */
async function lagOf(serverUrl: string): Promise<number> {
  const text = await (await fetch(`${serverUrl}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1])
}
