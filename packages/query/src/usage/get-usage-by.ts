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

const askUsageBy = defineQuestion({
  name: 'usage/by',
  lane: 'report',
  params: usageByParams.extend({ limit: z.number().int() }),
  row: z.object({ name: z.string(), ...figuresRow }),
  sql: ({ limit, ...scope }, bind) => `
  SELECT ${usageColumn(scope, bind)} AS name, ${figuresColumns}
  FROM gateway_calls FINAL WHERE ${inUsageScope(scope, bind)}
  GROUP BY name ORDER BY spend DESC, calls DESC, name LIMIT ${bind.count(limit)}`,
})

export interface UsageOf extends UsageFigures {
  /** Empty: calls that have none. */
  readonly id: string
}

/** What calls cost and used by one dimension, the `limit` most expensive first, and whether there are more. */
export async function getUsageBy(
  store: AnalyticsStore,
  { limit, ...scope }: z.input<typeof usageByParams> & { readonly limit: number },
): Promise<{ rows: UsageOf[]; hasMore: boolean }> {
  timelineOf(scope)
  const found = await askUsageBy(store, { ...scope, limit: limit + 1 })
  const rows = found.slice(0, limit).map((row) => ({ id: row.name, ...toFigures(row) }))
  return { rows, hasMore: found.length > limit }
}
