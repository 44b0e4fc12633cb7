import { type FileChange, readChanges } from '@kansoku/conversations'
import type { AnalyticsStore } from '@kansoku/storage'
import { getObservation } from '../observations/get-observation.ts'
import { toolUsesOf } from './read-turns.ts'

interface TurnName {
  readonly projectId: string
  readonly traceId: string
  readonly observationId: string
}

/** What the answer of one call changes in files, line by line, in its order; undefined when there is no such call. */
export async function getTurnChanges(
  store: AnalyticsStore,
  turn: TurnName,
): Promise<FileChange[] | undefined> {
  const record = await getObservation(store, turn)
  return record && toolUsesOf(record).flatMap(readChanges)
}
