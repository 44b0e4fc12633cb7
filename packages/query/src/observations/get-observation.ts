import type { AnalyticsStore } from '@kansoku/storage'
import { askObservationKey } from './find-key.ts'
import { askObservationRecords, type ObservationRecord } from './records.ts'

interface Lookup {
  readonly projectId: string
  readonly observationId: string
  /** When given, an observation of another trace is not found. */
  readonly traceId?: string
}

/** One observation with everything; undefined when the project has none of that id. */
export async function getObservation(
  store: AnalyticsStore,
  lookup: Lookup,
): Promise<ObservationRecord | undefined> {
  const keys = await askObservationKey(store, lookup)
  if (keys.length === 0) return undefined
  const [record] = await askObservationRecords(store, { projectId: lookup.projectId, keys })
  return record
}
