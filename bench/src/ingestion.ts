import { randomBytes } from 'node:crypto'
import { createIngestion, type IngestionScope } from '@kansoku/ingest'
import type { AnalyticsStore } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { z } from 'zod'
import { type Figure, perSecond, times } from './report.ts'
import { timeAll } from './statistics.ts'

const requests = 200
const spansPerRequest = 100
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
 * Generations of about 3 KB as OTLP JSON, through decoding, merging, pricing and storing, against inserting the rows
 * that came of it into an empty table of the same shape. One engine, one process, no network.
 */
export async function benchIngestion(): Promise<Figure[]> {
  await using analytics = await openTestAnalytics()
  const bodies = Array.from({ length: requests }, createBody)
  let ingestSeconds: number
  {
    await using ingestion = createIngestion({ analytics, soleWriter: true })
    ingestSeconds = await timeAll(requests, 8, (index) =>
      ingestion.ingestSpans(scope, { encoding: 'json', body: bodies[index] ?? new Uint8Array() }),
    )
  }
  const plainSeconds = await insertSameRows(analytics)
  return [
    { name: 'plain insert', value: perSecond(total / plainSeconds, 'observations') },
    {
      name: 'ingestion',
      value: perSecond(total / ingestSeconds, 'observations'),
      ratio: `${times(plainSeconds / ingestSeconds)} of a plain insert`,
    },
  ]
}

async function insertSameRows(analytics: AnalyticsStore): Promise<number> {
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
  return timeAll(chunks.length, 2, (index) => analytics.insert('plain', chunks[index] ?? []))
}

function createBody(): Uint8Array {
  const startTime = BigInt(Date.now()) * 1_000_000n
  const traceId = randomBytes(16).toString('hex')
  const spans = Array.from({ length: spansPerRequest }, () => createSpan(traceId, startTime))
  const resourceSpans = [
    { resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'langfuse-sdk' }, spans }] },
  ]
  return Buffer.from(JSON.stringify({ resourceSpans }))
}

function createSpan(traceId: string, startTime: bigint) {
  const attributes = {
    'langfuse.observation.type': 'generation',
    'langfuse.observation.model.name': 'gpt-4o',
    'langfuse.observation.input': JSON.stringify([
      { role: 'user', content: randomBytes(900).toString('base64') },
    ]),
    'langfuse.observation.output': randomBytes(900).toString('base64'),
    'langfuse.observation.usage_details': JSON.stringify({
      input: 1200,
      output: 300,
      cache_read_input_tokens: 800,
    }),
    'langfuse.observation.metadata.step': 'answer',
  }
  return {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    parentSpanId: '00000000000000aa',
    name: 'answer',
    startTimeUnixNano: String(startTime),
    endTimeUnixNano: String(startTime + 1_500_000_000n),
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }
}
