import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import {
  askTraceStatistics,
  type TraceStatistics,
  toTraceStatistics,
} from '../observations/trace-statistics.ts'
import { findPage } from './find-page.ts'
import { askTraceListRows } from './list-rows.ts'
import type { tracePage } from './page-of-ids.ts'

type ListRow = Awaited<ReturnType<typeof askTraceListRows>>[number]

export interface ListedTrace extends TraceStatistics {
  readonly trace: ListRow
}

/**
 * One page of traces in order, with what their observations add up to, and the total. Statistics of the rows are
 * over all observations; sorting and filtering by them sees those around the range (`aroundScope`).
 */
export async function listTraces(
  store: AnalyticsStore,
  page: z.input<typeof tracePage>,
): Promise<{ rows: ListedTrace[]; totalItems: number }> {
  const { projectId } = page
  const { traces, totalItems } = await findPage(store, page)
  if (traces.length === 0) return { rows: [], totalItems }
  const [found, statistics] = await Promise.all([
    askTraceListRows(store, { projectId, traces: [...traces] }),
    askTraceStatistics(store, { projectId, traceIds: traces.map(({ id }) => id) }),
  ])
  const traceById = new Map(found.map((trace) => [trace.id, trace]))
  const statisticsById = new Map(statistics.map((row) => [row.trace_id, row]))
  const rows = traces.flatMap(({ id }) => {
    const trace = traceById.get(id)
    return trace ? [{ trace, ...toTraceStatistics(statisticsById.get(id)) }] : []
  })
  return { rows, totalItems }
}
