import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnalyticsStore, migrateAnalytics, openAnalytics } from '@kansoku/storage'
import { z } from 'zod'
import { seedTelemetry } from './seed-telemetry.ts'

const days = 90
const marker = 'seeded.json'
const seeded = z.object({ observations: z.number(), end: z.number(), days: z.number() })
/** Of the engine while it fills the tables; the product that reads them keeps to its default. */
const memoryMegabytes = 4096

export type Seeded = z.output<typeof seeded> & {
  /** Data folder of the product. */
  readonly folder: string
}

/**
 * A data folder of the product with so many observations over 90 days, in the temporary folder of the machine. It stays
 * there for the next run; half-filled ones are made anew.
 */
export async function seededFolder(observations: number): Promise<Seeded> {
  const folder = join(tmpdir(), `kansoku-bench-${observations}`)
  const path = join(folder, marker)
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before !== undefined) return { ...seeded.parse(JSON.parse(before)), folder }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const volume = { observations, end: Date.now(), days }
  await fill(join(folder, 'analytics'), volume)
  await writeFile(path, JSON.stringify(volume))
  return { ...volume, folder }
}

async function fill(path: string, volume: z.output<typeof seeded>): Promise<void> {
  await using analytics = await openAnalytics({ kind: 'embedded', path, memoryMegabytes })
  await migrateAnalytics(analytics)
  console.log(`Filling ${path} with ${volume.observations.toLocaleString('en')} observations …`)
  let shown = 0
  await seedTelemetry(analytics, volume, (share) => {
    if (share < shown) return
    console.log(`  ${Math.round(share * 100)} %`)
    shown = share + 0.1
  })
  await mergesEnd(analytics)
}

/** Merges go on for a while after the last insert, as they do beside a server. */
async function mergesEnd(analytics: AnalyticsStore): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const [row] = await analytics.query({
      name: 'bench/merges',
      sql: 'SELECT count() AS running FROM system.merges',
      row: z.object({ running: z.number() }),
      lane: 'job',
    })
    quiet = row?.running === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
