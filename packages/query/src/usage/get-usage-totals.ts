import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { previousRange, timelineOf } from '../dashboard/buckets.ts'
import { defineQuestion } from '../question.ts'
import { isoInstant } from '../sql/scope.ts'
import { flag } from '../sql/values.ts'
import {
  figuresColumns,
  figuresRow,
  inUsageScope,
  toFigures,
  type UsageFigures,
  usageScope,
} from './scope.ts'

/** Both periods in one reading of the ledger. */
const askTotals = defineQuestion({
  name: 'usage/totals',
  lane: 'report',
  params: usageScope.extend({ since: isoInstant }),
  row: z.object({ is_current: flag, ...figuresRow }),
  sql: ({ since, ...scope }, bind) => `
  SELECT started_at >= ${bind.instant(since)} AS is_current, ${figuresColumns}
  FROM gateway_calls FINAL WHERE ${inUsageScope(scope, bind)}
  GROUP BY is_current`,
})

const nothing: UsageFigures = {
  calls: 0,
  failed: 0,
  cacheHits: 0,
  spend: 0,
  saved: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  totalTokens: 0,
}

/** Totals of the range and of the interval of equal length just before it. */
export async function getUsageTotals(
  store: AnalyticsStore,
  scope: z.input<typeof usageScope>,
): Promise<{ current: UsageFigures; previous: UsageFigures }> {
  timelineOf(scope)
  const { from } = previousRange(scope)
  const rows = await askTotals(store, { ...scope, from, since: scope.from })
  const totalsOf = (isCurrent: boolean) => {
    const row = rows.find(({ is_current }) => is_current === isCurrent)
    return row ? toFigures(row) : nothing
  }
  return { current: totalsOf(true), previous: totalsOf(false) }
}
