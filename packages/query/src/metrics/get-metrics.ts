import { KansokuError, type MetricsQuery } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { Binder } from '../sql/binder.ts'
import { answerByDay } from './answer-by-day.ts'
import { compileMetrics, type MetricsSelection } from './compile.ts'
import { type MetricsPlan, planMetrics } from './plan.ts'
import { type MetricsCells, type MetricsRow, presentRows } from './present.ts'
import type { Generation } from './views.ts'

/** An answer is held in memory as a whole. */
const mostRows = 100_000

const cells = z.record(z.string(), z.unknown())

/**
 * Answers a question of the metrics API. Each row of the view counts once, in its newest version, whatever is joined to
 * it. Throws `invalid_request` that says what there is, or `response_too_large`.
 */
export async function getMetrics(
  store: AnalyticsStore,
  {
    projectId,
    query,
    generation,
  }: { readonly projectId: string; readonly query: MetricsQuery; readonly generation: Generation },
): Promise<MetricsRow[]> {
  const plan = planMetrics(query, generation)
  const range = { from: query.fromTimestamp, to: query.toTimestamp }
  const limit = plan.rowLimit ?? mostRows + 1
  const selection = { projectId, ...range, filters: query.filters, limit }
  const rows = (await answerByDay(store, plan, selection)) ?? (await askAll(store, plan, selection))
  const presented = presentRows(plan, rows, { ...range, limit })
  if (presented.length > mostRows) {
    throw new KansokuError(
      'response_too_large',
      `The answer has more than ${mostRows} rows. Set config.row_limit, or choose fewer dimensions, a shorter range or a coarser granularity.`,
    )
  }
  return presented
}

function askAll(
  store: AnalyticsStore,
  plan: MetricsPlan,
  selection: MetricsSelection,
): Promise<MetricsCells[]> {
  const bind = new Binder()
  const sql = compileMetrics(plan, selection, bind)
  const name = `metrics/${plan.view.table}`
  return store.query({ name, sql, params: bind.params, row: cells, lane: 'report' })
}
