import { z } from 'zod'
import { allStatistics } from '../observations/trace-statistics.ts'
import type { Binder } from '../sql/binder.ts'
import { hoursFirst } from '../sql/hours-first.ts'
import { inProject, inScope, isoInstant, type RangeScope, rangeScope } from '../sql/scope.ts'

/** What traces are gathered by: the session or the user that they name. */
export const grouping = z.enum(['session', 'user'])
export type Grouping = z.output<typeof grouping>

export const groupColumn: Readonly<Record<Grouping, 'session_id' | 'user_id'>> = {
  session: 'session_id',
  user: 'user_id',
}

/** Traces of a bounded range that name one of some sessions or users. */
export const namedGroups = rangeScope.extend({
  by: grouping,
  names: z.array(z.string()),
  from: isoInstant,
  to: isoInstant,
})
export type NamedGroups = z.output<typeof namedGroups>

/** Condition over `traces FINAL`. */
export function ofGroups(groups: NamedGroups, bind: Binder): string {
  return hoursFirst(namesGroups(groups, bind))
}

function namesGroups(groups: NamedGroups, bind: Binder): string {
  return `${inScope('timestamp', groups, bind)} AND ${groupColumn[groups.by]} IN ${bind.texts(groups.names)}`
}

/**
 * Condition over `observations FINAL`: those of these traces, from a day before the range to a week after it. Named by
 * their sort keys, which are found without FINAL from narrow columns.
 */
export function observationsOfGroups(groups: NamedGroups, bind: Binder): string {
  const around = aroundRange(groups, bind)
  return `${around} AND (toStartOfHour(start_time), id) IN (
      SELECT toStartOfHour(start_time), id FROM observations
      WHERE ${around} AND hash_of_trace IN (SELECT hash_of_id FROM traces WHERE ${namesGroups(groups, bind)}))`
}

function aroundRange(
  { projectId, from, to }: RangeScope & { from: string; to: string },
  bind: Binder,
): string {
  return `${inProject({ projectId }, bind)} AND start_time >= ${bind.instant(from)} - INTERVAL 1 DAY
      AND start_time < ${bind.instant(to)} + INTERVAL 7 DAY`
}

/** FROM: the traces of the groups, each with what its observations add up to (null where it has none). */
export function fromGroups(groups: NamedGroups, bind: Binder): string {
  return `
  FROM (
    SELECT hash_of_id AS hash, timestamp, user_id, session_id, environment
    FROM traces FINAL WHERE ${ofGroups(groups, bind)}
  ) AS trace
  LEFT JOIN (
    SELECT hash_of_trace AS hash, ${allStatistics}
    FROM observations FINAL WHERE ${observationsOfGroups(groups, bind)} GROUP BY hash
  ) AS statistics ON statistics.hash = trace.hash`
}
