import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { askTileAtOnce, askTileByDay, type Tile } from './ask-tile.ts'
import { sumOf } from './buckets.ts'
import { aroundTraces, type FailedByDay, hasFailed } from './failed-traces.ts'
import type { TileScope } from './scope.ts'

const counts = z.object({ traces: z.number(), failed: z.number() })

export interface TraceTotals extends z.output<typeof counts> {
  readonly users: number
  readonly sessions: number
}

/** Failed are traces with an ERROR observation. */
function totals<Row extends object>(
  name: string,
  row: z.ZodType<Row>,
  distinct: (column: string) => string,
  failed: FailedByDay | undefined,
): Tile<Row> {
  return {
    ...{ name, table: 'traces', time: 'timestamp' },
    reads: { traces: [0, 0], observations: aroundTraces },
    row,
    sql: ({ select, group, where, around, byDay }, bind) => `
  SELECT ${select}count() AS traces,
    countIf(${hasFailed(around, failed, bind)}) AS failed,
    ${distinct('user_id')} AS users, ${distinct('session_id')} AS sessions
  FROM traces FINAL WHERE ${where}
  ${byDay ? `GROUP BY ${group.replace(', ', '')}` : ''}`,
  }
}

const distinctAtOnce = counts.extend({ users: z.number(), sessions: z.number() })

const atOnce = (failed: FailedByDay | undefined) =>
  totals('dashboard/trace-totals', distinctAtOnce, (column) => `uniqExact(${column})`, failed)

const distinctOfDay = counts.extend({ users: z.array(z.number()), sessions: z.array(z.number()) })

/** Distinct over days: as many bits of a hash as a number of JavaScript holds. */
const byDay = (failed: FailedByDay | undefined) =>
  totals(
    'dashboard/trace-totals-by-day',
    distinctOfDay,
    (column) =>
      `groupUniqArrayIf(bitAnd(cityHash64(${column}), ${Number.MAX_SAFE_INTEGER}), ${column} IS NOT NULL)`,
    failed,
  )

/**
 * What the traces of a range add up to.
 * @param failed those with an error around the range, found in the same `parts`, where days are kept
 */
export async function getTraceTotals(
  store: AnalyticsStore,
  scope: TileScope,
  failed: FailedByDay | undefined,
): Promise<TraceTotals> {
  const days = await askTileByDay(store, scope, byDay(failed))
  if (!days) {
    const [row] = await askTileAtOnce(store, scope, atOnce(failed))
    return row ?? { traces: 0, failed: 0, users: 0, sessions: 0 }
  }
  return {
    traces: sumOf(days, ({ traces }) => traces),
    failed: sumOf(days, ({ failed }) => failed),
    users: distinctOf(days.map(({ users }) => users)),
    sessions: distinctOf(days.map(({ sessions }) => sessions)),
  }
}

function distinctOf(days: readonly (readonly number[])[]): number {
  const seen = new Set<number>()
  for (const values of days) for (const value of values) seen.add(value)
  return seen.size
}
