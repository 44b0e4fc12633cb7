import { filterList, scoreOperators } from '@kansoku/contracts'
import { z } from 'zod'
import { compileFilters } from '../filters/compile.ts'
import type { Binder } from '../sql/binder.ts'
import { inScope, isoInstant, rangeScope } from '../sql/scope.ts'
import { scoreColumns } from './columns.ts'

/** Which scores a list is about. */
export const scoreSelection = rangeScope.extend({
  filter: filterList.default([]),
  /** Numeric value against a number. */
  compare: z.object({ operator: z.enum(scoreOperators), value: z.number() }).optional(),
  /** Numeric value among these. */
  values: z.array(z.number()).optional(),
  /** The last row of the page before: newest first, then by id downwards. */
  after: z.object({ timestamp: isoInstant, id: z.string() }).optional(),
})
export type ScoreSelection = z.output<typeof scoreSelection>

/** Condition over `scores FINAL`. */
export function selectScores(selection: ScoreSelection, bind: Binder): string {
  const { filter, compare, values, after } = selection
  const parts = [inScope('timestamp', selection, bind)]
  if (filter.length > 0) parts.push(compileFilters(filter, scoreColumns(selection, bind), bind))
  if (compare) parts.push(`value ${compare.operator} ${bind.number(compare.value)}`)
  if (values) parts.push(`value IN ${bind.bind('Array(Float64)', values)}`)
  if (after) {
    const time = bind.instant(after.timestamp)
    parts.push(`timestamp <= ${time} AND (timestamp < ${time} OR id < ${bind.text(after.id)})`)
  }
  return parts.join(' AND ')
}
