import { z } from 'zod'
import type { Binder } from './binder.ts'
import { traceHash } from './trace-hash.ts'

export const isoInstant = z.iso.datetime({ offset: true })

/** Every question names its project. */
export const projectScope = z.object({ projectId: z.string().min(1) })
export type ProjectScope = z.output<typeof projectScope>

/** Half-open `[from, to)`; an absent bound is open. No environments means all of them. */
export const rangeScope = projectScope.extend({
  from: isoInstant.optional(),
  to: isoInstant.optional(),
  environment: z.array(z.string()).optional(),
})
export type RangeScope = z.output<typeof rangeScope>

type TimeColumn = 'timestamp' | 'start_time'

/**
 * Rows of the project within the range. The sort keys begin with the project and the hour, so this prunes by primary
 * key; all versions of a row share its hour, so FINAL still sees every one of them.
 */
export function inScope(column: TimeColumn, scope: RangeScope, bind: Binder): string {
  const parts = [inProject(scope, bind), ...timeBounds(column, scope, bind)]
  if (scope.environment?.length) parts.push(`environment IN ${bind.texts(scope.environment)}`)
  return parts.join(' AND ')
}

export function inProject({ projectId }: ProjectScope, bind: Binder): string {
  return `project_id = ${bind.text(projectId)}`
}

/**
 * Observations that traces of the range can have, for statistics over all of them: from a day before the range to a
 * week after it. Without this bound each sorted list would read the whole project. Of short ranges the observations are
 * those of its traces and no others. Environments are the traces'.
 */
export function aroundScope(scope: RangeScope, bind: Binder): string {
  const parts = [inProject(scope, bind)]
  if (scope.from) parts.push(`start_time >= ${bind.instant(scope.from)} - INTERVAL 1 DAY`)
  if (scope.to) parts.push(`start_time < ${bind.instant(scope.to)} + INTERVAL 7 DAY`)
  const around = parts.join(' AND ')
  return isShort(scope) ? `${around} AND ${belongsToTraces(scope, around, bind)}` : around
}

/** Few enough traces that naming their observations costs less than merging the versions of all in eight days. */
function isShort({ from, to }: RangeScope): boolean {
  return from !== undefined && to !== undefined && Date.parse(to) - Date.parse(from) <= 6 * 3_600_000
}

/** Named by their sort keys and found without FINAL: older versions name the same rows, and FINAL reads no others. */
function belongsToTraces({ projectId, from, to }: RangeScope, around: string, bind: Binder): string {
  const traces = [inProject({ projectId }, bind)]
  if (from) traces.push(`timestamp >= ${bind.instant(from)}`)
  if (to) traces.push(`timestamp <= ${bind.instant(to)}`)
  return `(toStartOfHour(start_time), id) IN (
      SELECT toStartOfHour(start_time), id FROM observations WHERE ${around} AND ${traceHash('trace_id')} IN (
        SELECT ${traceHash('id')} FROM traces WHERE ${traces.join(' AND ')}))`
}

function timeBounds(column: TimeColumn, { from, to }: RangeScope, bind: Binder): string[] {
  return [
    ...(from ? [`${column} >= ${bind.instant(from)}`] : []),
    ...(to ? [`${column} < ${bind.instant(to)}`] : []),
  ]
}
