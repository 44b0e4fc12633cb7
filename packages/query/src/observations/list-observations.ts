import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { askTraceHeads, type TraceHead } from '../traces/heads.ts'
import { findObservationPage } from './find-page.ts'
import { askObservationListRows } from './list-rows.ts'
import type { observationPage } from './page-of-keys.ts'

type ListRow = Awaited<ReturnType<typeof askObservationListRows>>[number]

export interface ListedObservation {
  readonly observation: ListRow
  /** Absent until something of the trace itself arrives. */
  readonly trace: TraceHead | undefined
}

/** One page of observations in order with what their traces say about them, and the total. */
export async function listObservations(
  store: AnalyticsStore,
  page: z.input<typeof observationPage>,
): Promise<{ rows: ListedObservation[]; totalItems: number }> {
  const { projectId } = page
  const { keys, totalItems } = await findObservationPage(store, page)
  if (keys.length === 0) return { rows: [], totalItems }
  const traceIds = [...new Set(keys.map(({ trace_id }) => trace_id))]
  const [found, heads] = await Promise.all([
    askObservationListRows(store, { projectId, keys }),
    askTraceHeads(store, { projectId, traceIds }),
  ])
  const observationById = new Map(found.map((observation) => [observation.id, observation]))
  const traceById = new Map(heads.map((trace) => [trace.id, trace]))
  const rows = keys.flatMap(({ id, trace_id }) => {
    const observation = observationById.get(id)
    return observation ? [{ observation, trace: traceById.get(trace_id) }] : []
  })
  return { rows, totalItems }
}
