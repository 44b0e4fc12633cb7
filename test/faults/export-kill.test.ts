import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { basicAuth } from '../kit/langfuse-api.ts'
import { processesOf } from '../kit/processes.ts'
import { identity, type Product, startProduct, temporaryDataDir } from '../kit/product.ts'
import { signInByApi } from '../kit/sign-in.ts'
import { until } from '../kit/until.ts'

/** Enough for three parts of an export, in requests of a thousand. */
const traces = 45_000
const perRequest = 1_000

let dataDir: string
let product: Product
let cookie: string
beforeAll(async () => {
  dataDir = await temporaryDataDir()
  product = await startProduct({ dataDir })
  for (let start = 0; start < traces; start += perRequest) await send(start)
  cookie = await signInByApi(product)
})
afterAll(async () => {
  await product.end()
  await rm(dataDir, { recursive: true, force: true })
})

const timestamp = new Date().toISOString()

async function send(start: number): Promise<void> {
  const batch = Array.from({ length: perRequest }, (_, index) => {
    const id = `t${start + index}`
    return { id: `e-${id}`, type: 'trace-create', timestamp, body: { id, timestamp, input: 'x'.repeat(200) } }
  })
  const headers = { authorization: basicAuth, 'content-type': 'application/json' }
  await until(async () => {
    const body = JSON.stringify({ batch })
    return (await fetch(`${product.serverUrl}/api/public/ingestion`, { method: 'POST', headers, body })).ok
  })
}

interface Batch {
  readonly state: string
  readonly rowsDone: number
  readonly bytes: number
}

const at = (path: string) => `${product.serverUrl}/api/app/projects/${identity.projectId}${path}`

async function batchOf(id: string): Promise<Batch | undefined> {
  const answer = await fetch(at('/batches'), { headers: { cookie } }).catch(() => undefined)
  if (!answer?.ok) return undefined
  const { batches } = (await answer.json()) as { batches: (Batch & { id: string })[] }
  return batches.find((batch) => batch.id === id)
}

test('kill -9 of the server in the midst of an export: it goes on behind what was written, and has each row once', async () => {
  const hour = 3_600_000
  const selection = {
    from: new Date(Date.now() - hour).toISOString(),
    to: new Date(Date.now() + hour).toISOString(),
  }
  const asked = await fetch(at('/exports'), {
    method: 'POST',
    headers: { cookie, origin: product.serverUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ table: 'traces', format: 'jsonl', columns: ['id'], selection }),
  })
  const { id, rowsTotal } = (await asked.json()) as { id: string; rowsTotal: number }
  expect(rowsTotal).toBe(traces)
  const firstPart = await until(async () => {
    const batch = await batchOf(id)
    return batch && batch.bytes > 0 && batch.state === 'running' ? batch : undefined
  })
  const [pid] = await processesOf(product.pid, 'server')
  process.kill(pid ?? 0, 'SIGKILL')

  const done = await until(
    async () => {
      const batch = await batchOf(id)
      // What was written is not written again.
      if (batch) expect(batch.bytes).toBeGreaterThanOrEqual(firstPart.bytes)
      return batch?.state === 'completed' ? batch : undefined
    },
    { seconds: 180, describe: () => 'the export to go on' },
  )
  expect(done.rowsDone).toBe(traces)
  const text = await (await fetch(at(`/exports/${id}/file`), { headers: { cookie } })).text()
  const ids = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).id as string)
  expect([ids.length, new Set(ids).size]).toEqual([traces, traces])
})
