import { usageDimensions } from '@kansoku/contracts'
import { z } from 'zod'
import type { Binder } from '../sql/binder.ts'
import { inProject, isoInstant, projectScope } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'

/** Usage is asked for bounded ranges of one project. */
export const usageScope = projectScope.extend({ from: isoInstant, to: isoInstant })
export type UsageScope = z.output<typeof usageScope>

const usageDimension = z.enum(usageDimensions)

/**
 * The tags of a call, an empty one where it has none. Texts of a dictionary stay numbers here: `emptyArrayToSingle` and
 * LEFT ARRAY JOIN write them out, which made sums by tag five times as dear.
 */
export const tagsOrNone = `if(empty(tags), CAST([''], 'Array(LowCardinality(String))'), tags)`

/** Usage by one dimension. */
export const usageByParams = usageScope.extend({
  by: usageDimension,
  /** Present hashes of keys that were replaced, by the hashes in their older calls. */
  replacedKeys: z.record(z.string(), z.string()).default({}),
})

/** What a call counts for: its key is the one that it is now. */
export function usageColumn(
  { by, replacedKeys }: Pick<z.output<typeof usageByParams>, 'by' | 'replacedKeys'>,
  bind: Binder,
): string {
  const former = Object.keys(replacedKeys)
  if (by !== 'key' || former.length === 0) return usageColumns[by]
  return `transform(key_hash, ${bind.texts(former)}, ${bind.texts(Object.values(replacedKeys))}, key_hash)`
}

/** Columns and expressions of the ledger. */
const usageColumns = {
  model: 'model',
  key: 'key_hash',
  team: 'team_id',
  provider: 'provider',
  tag: `arrayJoin(${tagsOrNone})`,
  endUser: 'end_user',
} as const satisfies Record<z.output<typeof usageDimension>, string>

/** The ledger lies by the hour: the time prunes first. */
export function inUsageScope(scope: UsageScope, bind: Binder): string {
  const { from, to } = scope
  return `started_at >= ${bind.instant(from)} AND started_at < ${bind.instant(to)} AND ${inProject(scope, bind)}`
}

export const figuresRow = {
  calls: z.number(),
  failed: z.number(),
  cache_hits: z.number(),
  spend: decimal,
  saved: decimal,
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_write_tokens: z.number(),
  total_tokens: z.number(),
}
export type FiguresRow = z.output<z.ZodObject<typeof figuresRow>>

const sums = [
  'saved',
  'input_tokens',
  'output_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'total_tokens',
]

/** Sums over lines of the ledger. */
export const figuresColumns = `count() AS calls, countIf(status = 'failure') AS failed, countIf(cache_hit) AS cache_hits,
    sum(cost) AS spend, ${sums.map((name) => `sum(gateway_calls.${name}) AS ${name}`).join(', ')}`

export interface UsageFigures {
  readonly calls: number
  readonly failed: number
  readonly cacheHits: number
  /** US dollars. */
  readonly spend: number
  /** US dollars that cache hits would have cost. */
  readonly saved: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly totalTokens: number
}

export function toFigures(row: FiguresRow): UsageFigures {
  return {
    calls: row.calls,
    failed: row.failed,
    cacheHits: row.cache_hits,
    spend: row.spend,
    saved: row.saved,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    totalTokens: row.total_tokens,
  }
}
