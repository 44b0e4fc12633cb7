import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { timelineOf } from '../dashboard/buckets.ts'
import { defineQuestion } from '../question.ts'
import {
  figuresColumns,
  figuresRow,
  inUsageScope,
  toFigures,
  type UsageFigures,
  usageByParams,
  usageColumn,
} from './scope.ts'

/** More rows are for an export of the ledger, not for people to look at. */
const mostRows = 100

const askUsageBy = defineQuestion({
  name: 'usage/by',
  lane: 'report',
  params: usageByParams,
  row: z.object({ name: z.string(), ...figuresRow }),
  sql: (scope, bind) => `
  SELECT ${usageColumn(scope, bind)} AS name, ${figuresColumns}
  FROM gateway_calls FINAL WHERE ${inUsageScope(scope, bind)}
  GROUP BY name ORDER BY spend DESC, calls DESC, name LIMIT ${bind.count(mostRows)}`,
})

export interface UsageOf extends UsageFigures {
  /** Empty: calls that have none. */
  readonly id: string
}

/** What calls cost and used by one dimension, the most expensive first: at most a hundred rows. */
export async function getUsageBy(
  store: AnalyticsStore,
  scope: z.input<typeof usageByParams>,
): Promise<UsageOf[]> {
  timelineOf(scope)
  const rows = await askUsageBy(store, scope)
  return rows.map((row) => ({ id: row.name, ...toFigures(row) }))
}
