import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIngestion, type IngestionScope } from '@kansoku/ingest'
import { Journal } from '@kansoku/journal'
import { type AnalyticsStore, migrateAnalytics, openAnalytics } from '@kansoku/storage'
import { Session } from 'chdb'
import { z } from 'zod'
import { benchIngestionOverHttp } from './ingestion-http.ts'
import { type Figure, perSecond, times } from './report.ts'
import { timeAll } from './statistics.ts'
import { spansBody } from './telemetry-bodies.ts'

const requests = 1200
const spansPerRequest = 50
const total = requests * spansPerRequest
const rowsPerInsert = 1000
const scope: IngestionScope = {
  projectId: 'bench',
  apiKeyId: null,
  source: 'OTEL',
  sdkName: 'javascript',
  sdkVersion: '5.11.1',
}

/**
 * Generations of 2 KB input and 1 KB output: through decoding, merging, pricing and storing in one process without
 * network, then over HTTP, beside a bare door that keeps no promise; all against inserting the rows that came of it into
 * an empty table of the same shape.
 */
export async function* benchIngestion(): AsyncGenerator<Figure> {
  const { ingestSeconds, plainSeconds, sample } = await inOneProcess()
  yield { name: 'plain insert', value: perSecond(total / plainSeconds, 'observations') }
  yield {
    name: 'ingestion in one process',
    value: perSecond(total / ingestSeconds, 'observations'),
    ratio: `${times(plainSeconds / ingestSeconds)} of a plain insert`,
  }
  yield* benchIngestionOverHttp({ plainPerSecond: total / plainSeconds, sample })
}

interface InOneProcess {
  readonly ingestSeconds: number
  readonly plainSeconds: number
  /** One of the rows that were stored. */
  readonly sample: object
}

async function inOneProcess(): Promise<InOneProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-bench-ingestion-'))
  try {
    const path = join(folder, 'analytics')
    await using analytics = await openAnalytics({ kind: 'embedded', path })
    await migrateAnalytics(analytics)
    const ingestSeconds = await ingest(analytics, join(folder, 'journal'))
    return { ingestSeconds, ...(await insertSameRows(analytics, path)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function ingest(analytics: AnalyticsStore, directory: string): Promise<number> {
  const bodies = Array.from({ length: requests }, () => spansBody(spansPerRequest))
  await using journal = await Journal.open({ directory })
  await using ingestion = createIngestion({ analytics, soleWriter: true, journal })
  const acknowledged = await timeAll(requests, 8, (index) =>
    ingestion.ingestSpans(scope, { encoding: 'json', body: bodies[index] ?? new Uint8Array() }),
  )
  return acknowledged + (await timeAll(1, 1, () => ingestion.settled()))
}

async function insertSameRows(
  analytics: AnalyticsStore,
  path: string,
): Promise<Omit<InOneProcess, 'ingestSeconds'>> {
  const rows = await analytics.query({
    name: 'bench/rows',
    sql: 'SELECT * FROM observations FINAL',
    row: z.record(z.string(), z.unknown()),
    timeoutSeconds: 120,
  })
  if (rows.length !== total) throw new Error(`${rows.length} of ${total} observations were stored`)
  await analytics.command('CREATE TABLE plain AS observations')
  const chunks = Array.from({ length: Math.ceil(rows.length / rowsPerInsert) }, (_, index) =>
    rows.slice(index * rowsPerInsert, (index + 1) * rowsPerInsert),
  )
  const inserted = await Promise.all([insertPlainly(path, chunks), insertPlainly(path, chunks)])
  return { plainSeconds: Math.max(...inserted), sample: rows[0] ?? {} }
}

/** As the engine's own package does it, on a connection of its own, until no chunk is left; the seconds it took. */
async function insertPlainly(path: string, chunks: (readonly object[])[]): Promise<number> {
  const session = new Session(path)
  const started = performance.now()
  for (let rows = chunks.pop(); rows; rows = chunks.pop()) {
    const lines = rows.map((row) => JSON.stringify(row)).join('\n')
    await session.insert({ table: 'kansoku.plain', format: 'JSONEachRow', values: Buffer.from(lines) })
  }
  const seconds = (performance.now() - started) / 1000
  session.close()
  return seconds
}
