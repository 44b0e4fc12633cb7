import { filterList } from '@kansoku/contracts'
import { z } from 'zod'
import { compileFilters } from '../filters/compile.ts'
import { matchesText } from '../filters/matches-text.ts'
import type { Binder } from '../sql/binder.ts'
import { inScope, isoInstant, rangeScope } from '../sql/scope.ts'
import { observationColumns } from './columns.ts'

/** The last row of the page before, in the order of the list: newest start first, then trace and id. */
export const observationCursor = z.object({ startTime: isoInstant, traceId: z.string(), id: z.string() })
export type ObservationCursor = z.output<typeof observationCursor>

/** Which observations a list is about. */
export const observationSelection = rangeScope.extend({
  filter: filterList.default([]),
  /** Free text over what an observation is called and says, its input and output too; case does not matter. */
  search: z.string().optional(),
  after: observationCursor.optional(),
  /** Only the observations of this stretch of the range. */
  part: z.object({ from: isoInstant, to: isoInstant.optional() }).optional(),
})
export type ObservationSelection = z.output<typeof observationSelection>

const searched = [
  'id',
  'trace_id',
  'name',
  'provided_model_name',
  'status_message',
  'prompt_name',
  'input',
  'output',
]

/** Condition over `observations FINAL`. */
export function selectObservations(selection: ObservationSelection, bind: Binder): string {
  const parts = [inScope('start_time', { ...selection, ...selection.part }, bind)]
  if (selection.filter.length > 0) {
    const columns = observationColumns({ ...selection, ...selection.part }, bind)
    parts.push(compileFilters(selection.filter, columns, bind))
  }
  if (selection.search) parts.push(matchesText(searched, selection.search, bind))
  if (selection.after) parts.push(isAfter(selection.after, bind))
  return parts.join(' AND ')
}

function isAfter({ startTime, traceId, id }: ObservationCursor, bind: Binder): string {
  const start = bind.instant(startTime)
  const trace = bind.text(traceId)
  return `start_time <= ${start} AND (start_time < ${start} OR trace_id < ${trace} OR (trace_id = ${trace} AND id < ${bind.text(id)}))`
}
