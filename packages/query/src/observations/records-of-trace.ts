import { KansokuError } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { askKeysOfTrace, type KeyOfTrace } from './keys-of-trace.ts'
import { askObservationRecords, type ObservationRecord, recordGroups } from './records.ts'
import { askObservationTexts } from './texts.ts'

/** Rows of one statement, and bytes of their input and output unless one row alone has more: both are in memory twice. */
const rowsPerStatement = 1000
const bytesPerStatement = 8_000_000

/** Most input and output that one answer carries. Source: Langfuse's limit on the observations of a trace. */
export const maxTraceBytes = 80_000_000

interface Options {
  readonly projectId: string
  readonly traceId: string
  /** Where they were asked for already. */
  readonly keys?: readonly KeyOfTrace[]
  readonly maxBytes?: number
}

/**
 * Whole observations of one trace, by start time, at most `maxObservationsOfTrace`.
 * Throws `response_too_large` when their input and output exceed `maxBytes`, before reading any of it.
 */
export async function getObservationsOfTrace(
  store: AnalyticsStore,
  { projectId, traceId, keys: known, maxBytes = maxTraceBytes }: Options,
): Promise<ObservationRecord[]> {
  const keys = known ?? (await askKeysOfTrace(store, { projectId, traceId }))[0]?.keys ?? []
  const bytes = keys.reduce((sum, { io_bytes }) => sum + io_bytes, 0)
  if (bytes > maxBytes) throw tooLarge(traceId, bytes, maxBytes)
  const byId = new Map<string, ObservationRecord>()
  for (const portion of portionsOf(keys)) {
    for (const record of await readWhole(store, projectId, portion)) byId.set(record.id, record)
  }
  return keys.flatMap(({ id }) => byId.get(id) ?? [])
}

/** Statements of the same trace that may run by then: for the trace itself, its scores, and what it adds up to. */
const mostBeside = 3

const shortGroups = recordGroups.filter((group) => group !== 'io' && group !== 'metadata')

/**
 * Long columns take as long as all the others: side by side they are there in half the time. Together they are more work,
 * so that is not done while others are reading.
 */
async function readWhole(
  store: AnalyticsStore,
  projectId: string,
  keys: readonly KeyOfTrace[],
): Promise<ObservationRecord[]> {
  const wanted = { projectId, keys: [...keys] }
  const { running, waiting } = store.load().read
  if (waiting > 0 || running > mostBeside) return askObservationRecords(store, wanted)
  const [records, texts] = await Promise.all([
    askObservationRecords(store, { ...wanted, groups: shortGroups }),
    askObservationTexts(store, wanted),
  ])
  const textsById = new Map(texts.map((row) => [row.id, row]))
  const isOne = ({ id, row_version }: (typeof records)[number]) =>
    textsById.get(id)?.row_version === row_version
  // A version that was stored between the two looks is read again, as one.
  const torn = new Set(records.filter((record) => !isOne(record)).map(({ id }) => id))
  const again = keys.filter(({ id }) => torn.has(id))
  const whole = again.length > 0 ? await askObservationRecords(store, { projectId, keys: again }) : []
  return [...records.filter(isOne).map((record) => ({ ...record, ...textsById.get(record.id) })), ...whole]
}

function portionsOf(keys: readonly KeyOfTrace[]): KeyOfTrace[][] {
  const portions: KeyOfTrace[][] = []
  let bytes = 0
  for (const key of keys) {
    const size = key.io_bytes
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
