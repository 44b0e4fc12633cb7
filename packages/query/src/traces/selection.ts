import { filterList } from '@kansoku/contracts'
import { z } from 'zod'
import { compileFilters } from '../filters/compile.ts'
import { matchesText } from '../filters/matches-text.ts'
import { allStatistics } from '../observations/trace-statistics.ts'
import type { Binder } from '../sql/binder.ts'
import { aroundScope, inScope, rangeScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import { isStatistic, traceColumns } from './columns.ts'

/** Which traces a list is about. */
export const traceSelection = rangeScope.extend({
  filter: filterList.default([]),
  /** Free text over id, name, user, session and the previews; case does not matter. */
  search: z.string().optional(),
})
export type TraceSelection = z.output<typeof traceSelection>

export function selectsByStatistics({
  filter = [],
}: Pick<z.input<typeof traceSelection>, 'filter'>): boolean {
  return filter.some(({ column }) => isStatistic(column))
}

const searched = ['id', 'name', 'user_id', 'session_id', 'input_preview', 'output_preview']

/** Condition over `traces FINAL` alone: scope, search and the filters that the trace itself answers. */
export function selectTraces(selection: TraceSelection, bind: Binder): string {
  const columns = traceColumns(selection, bind)
  const filters = selection.filter.filter(({ column }) => !isStatistic(column))
  const parts = [inScope('timestamp', selection, bind)]
  if (filters.length > 0) parts.push(compileFilters(filters, columns, bind))
  if (selection.search) parts.push(matchesText(searched, selection.search, bind))
  return parts.join(' AND ')
}

/** FROM and WHERE over the selected traces, with their statistics where these are asked for. */
export function fromSelectedTraces(
  selection: TraceSelection,
  bind: Binder,
  withStatistics = selectsByStatistics(selection),
): string {
  if (withStatistics) return selectTracesWithStatistics(selection, bind)
  return `FROM traces FINAL WHERE ${selectTraces(selection, bind)}`
}

/** FROM and WHERE over the selected traces, each with its statistics (null where it has no observations). */
function selectTracesWithStatistics(selection: TraceSelection, bind: Binder): string {
  const filters = selection.filter.filter(({ column }) => isStatistic(column))
  return `
  FROM (
    SELECT id, ${traceHash('id')} AS hash, timestamp, name, user_id, session_id, environment, version, release, public,
      bookmarked
    FROM traces FINAL WHERE ${selectTraces(selection, bind)}
  ) AS trace
  LEFT JOIN (
    SELECT ${traceHash('trace_id')} AS hash, ${allStatistics}
    FROM observations FINAL WHERE ${aroundScope(selection, bind)} GROUP BY hash
  ) AS statistics ON statistics.hash = trace.hash
  WHERE ${compileFilters(filters, traceColumns(selection, bind), bind)}`
}
