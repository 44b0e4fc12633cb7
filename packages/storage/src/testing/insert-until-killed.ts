import { writeSync } from 'node:fs'
import { openAnalytics } from '../analytics/open-analytics.ts'

/** Inserts groups of rows on several connections at once and prints the number of each acknowledged group. */
const [path = '', first = '0'] = process.argv.slice(2)
const store = await openAnalytics({ kind: 'embedded', path })
await store.command(
  'CREATE TABLE IF NOT EXISTS acknowledged (id UInt32, body String) ENGINE = MergeTree ORDER BY id',
)

const body = 'x'.repeat(3000)
let group = Number(first)

async function insertOn(): Promise<never> {
  for (;;) {
    const id = group++
    await store.insert(
      'acknowledged',
      Array.from({ length: 20 }, () => ({ id, body })),
    )
    // Synchronously: what is printed must be out before the kill comes.
    writeSync(1, `${id}\n`)
  }
}

await Promise.all([insertOn(), insertOn(), insertOn()])
