import { randomUUID } from 'node:crypto'
import { basicAuth } from '@kansoku/test/kit/langfuse-api'
import { startProduct } from '@kansoku/test/kit/product'
import { type Figure, milliseconds } from './report.ts'
import { quantile } from './statistics.ts'

const rounds = 10_000

/** A read issued right after each acknowledgement must find the row. */
export async function benchReadAfterWrite(): Promise<Figure[]> {
  await using product = await startProduct()
  const headers = { authorization: basicAuth, 'content-type': 'application/json' }
  const acknowledged: number[] = []
  const readable: number[] = []
  let misses = 0
  for (let round = 0; round < rounds; round++) {
    const id = randomUUID()
    const event = {
      id: randomUUID(),
      type: 'trace-create',
      timestamp: new Date().toISOString(),
      body: { id, name: 'bench' },
    }
    const started = performance.now()
    const write = await fetch(`${product.serverUrl}/api/public/ingestion`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ batch: [event] }),
    })
    await write.text()
    acknowledged.push(performance.now() - started)
    if (write.status !== 207) throw new Error(`ingestion answered ${write.status}`)
    const read = await fetch(`${product.serverUrl}/api/public/traces/${id}`, { headers })
    await read.text()
    readable.push(performance.now() - started)
    if (read.status !== 200) misses++
  }
  return [
    { name: 'reads right after an acknowledgement', value: String(rounds) },
    { name: 'misses', value: String(misses) },
    { name: 'write to acknowledgement, p50', value: milliseconds(quantile(acknowledged, 0.5)) },
    { name: 'write to acknowledgement, p99', value: milliseconds(quantile(acknowledged, 0.99)) },
    { name: 'write to the answer of the read, p50', value: milliseconds(quantile(readable, 0.5)) },
    { name: 'write to the answer of the read, p99', value: milliseconds(quantile(readable, 0.99)) },
  ]
}
