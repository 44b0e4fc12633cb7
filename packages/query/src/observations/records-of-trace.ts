import { KansokuError } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { askObservationKeysOfTrace } from './keys-of-trace.ts'
import { askObservationRecords, type ObservationRecord, type observationKey } from './records.ts'
import { askObservationSizes } from './sizes.ts'

/** Rows of one statement, and bytes of their input and output unless one row alone has more: both are in memory twice. */
const rowsPerStatement = 1000
const bytesPerStatement = 8_000_000

/** Most input and output that one answer carries. Source: Langfuse's limit on the observations of a trace. */
export const maxTraceBytes = 80_000_000

interface Options {
  readonly projectId: string
  readonly traceId: string
  readonly io?: boolean
  readonly maxBytes?: number
}

type Key = z.output<typeof observationKey>

/**
 * Whole observations of one trace, by start time, at most `maxObservationsOfTrace`.
 * Throws `response_too_large` when their input and output exceed `maxBytes`, before reading any of it.
 */
export async function getObservationsOfTrace(
  store: AnalyticsStore,
  { projectId, traceId, io = true, maxBytes = maxTraceBytes }: Options,
): Promise<ObservationRecord[]> {
  const keys = await askObservationKeysOfTrace(store, { projectId, traceId })
  const sizes = io ? await readSizes(store, projectId, keys) : new Map<string, number>()
  const bytes = sizes.values().reduce((sum, size) => sum + size, 0)
  if (bytes > maxBytes) throw tooLarge(traceId, bytes, maxBytes)
  const byId = new Map<string, ObservationRecord>()
  for (const portion of portionsOf(keys, sizes)) {
    const records = await askObservationRecords(store, { projectId, keys: portion, io })
    for (const record of records) byId.set(record.id, record)
  }
  return keys.flatMap(({ id }) => byId.get(id) ?? [])
}

async function readSizes(store: AnalyticsStore, projectId: string, keys: readonly Key[]) {
  const sizes = new Map<string, number>()
  for (let start = 0; start < keys.length; start += rowsPerStatement) {
    const portion = keys.slice(start, start + rowsPerStatement)
    const rows = await askObservationSizes(store, { projectId, keys: portion })
    for (const { id, bytes } of rows) sizes.set(id, bytes)
  }
  return sizes
}

function portionsOf(keys: readonly Key[], sizes: ReadonlyMap<string, number>): Key[][] {
  const portions: Key[][] = []
  let bytes = 0
  for (const key of keys) {
    const size = sizes.get(key.id) ?? 0
    const portion = portions.at(-1)
    if (portion && portion.length < rowsPerStatement && bytes + size <= bytesPerStatement) {
      portion.push(key)
      bytes += size
    } else {
      portions.push([key])
      bytes = size
    }
  }
  return portions
}

function tooLarge(traceId: string, bytes: number, maxBytes: number): KansokuError {
  const megabytes = (count: number) => (count / 1_000_000).toFixed(2)
  return new KansokuError(
    'response_too_large',
    `Observations in trace are too large: at least ${megabytes(bytes)} MB in trace ${traceId} exceeds limit of ${megabytes(maxBytes)} MB.`,
    { remedy: 'Read them in pages: GET /api/public/v2/observations?traceId=…' },
  )
}
