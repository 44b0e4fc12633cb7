import { KansokuError } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { askObservationKeysOfTrace } from './keys-of-trace.ts'
import { askObservationRecords, type ObservationRecord } from './records.ts'

/** Rows of one statement: bounds what is in memory twice. */
const chunkSize = 1000

/** Most input and output that one answer carries. Source: Langfuse's limit on the observations of a trace. */
export const maxTraceBytes = 80_000_000

interface Options {
  readonly projectId: string
  readonly traceId: string
  readonly io?: boolean
  readonly maxBytes?: number
}

/**
 * Whole observations of one trace, by start time, at most `maxObservationsOfTrace`.
 * Throws `response_too_large` when their input and output exceed `maxBytes`.
 */
export async function getObservationsOfTrace(
  store: AnalyticsStore,
  { projectId, traceId, io = true, maxBytes = maxTraceBytes }: Options,
): Promise<ObservationRecord[]> {
  const keys = await askObservationKeysOfTrace(store, { projectId, traceId })
  const byId = new Map<string, ObservationRecord>()
  let bytes = 0
  for (let start = 0; start < keys.length; start += chunkSize) {
    const chunk = keys.slice(start, start + chunkSize)
    for (const record of await askObservationRecords(store, { projectId, keys: chunk, io })) {
      byId.set(record.id, record)
      bytes += (record.input?.length ?? 0) + (record.output?.length ?? 0)
    }
    if (bytes > maxBytes) throw tooLarge(traceId, bytes, maxBytes)
  }
  return keys.flatMap(({ id }) => byId.get(id) ?? [])
}

function tooLarge(traceId: string, bytes: number, maxBytes: number): KansokuError {
  const megabytes = (count: number) => (count / 1_000_000).toFixed(2)
  return new KansokuError(
    'response_too_large',
    `Observations in trace are too large: at least ${megabytes(bytes)} MB in trace ${traceId} exceeds limit of ${megabytes(maxBytes)} MB.`,
    { remedy: 'Read them in pages: GET /api/public/v2/observations?traceId=…' },
  )
}
