import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { isoInstant } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'
import { spendColumns } from './spend-columns.ts'

export type SpendDimension = keyof typeof spendColumns

const dimension = z.enum(Object.keys(spendColumns) as [SpendDimension, ...SpendDimension[]])

/** Which lines of the ledger count. */
export const spendScope = z.object({
  from: isoInstant.optional(),
  to: isoInstant.optional(),
  /** Any of these, by whom calls were for; none of them fits an empty list. */
  only: z.partialRecord(dimension.exclude(['day', 'tag']), z.array(z.string())).default({}),
  tags: z.array(z.string()).optional(),
})

export function inSpendScope({ from, to, only, tags }: z.output<typeof spendScope>, bind: Binder): string {
  const parts = ['true']
  if (from) parts.push(`started_at >= ${bind.instant(from)}`)
  if (to) parts.push(`started_at < ${bind.instant(to)}`)
  for (const [name, values] of Object.entries(only))
    parts.push(`${spendColumns[name as SpendDimension]} IN ${bind.texts(values)}`)
  if (tags) parts.push(`hasAny(tags, ${bind.texts(tags)})`)
  return parts.join(' AND ')
}

const askSums = defineQuestion({
  name: 'spend/sums',
  lane: 'report',
  params: spendScope.extend({ by: z.array(dimension) }),
  row: z.object({
    parts: z.array(z.string()),
    spend: decimal,
    prompt_tokens: z.number(),
    completion_tokens: z.number(),
    total_tokens: z.number(),
    cache_read_tokens: z.number(),
    cache_write_tokens: z.number(),
    requests: z.number(),
    failed: z.number(),
  }),
  // Grouped by the columns, which are numbers of dictionaries, and written as texts when few rows are left.
  sql: ({ by, ...scope }, bind) => `
  SELECT [${by.map((name) => `toString(by_${name})`).join(', ')}]::Array(String) AS parts,
    sum(cost) AS spend, sum(input_tokens) AS prompt_tokens,
    sum(output_tokens) AS completion_tokens, sum(total_tokens) AS total_tokens,
    sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
    count() AS requests, countIf(status = 'failure') AS failed
  FROM (
    SELECT ${by.map((name) => `${spendColumns[name]} AS by_${name}, `).join('')}cost, input_tokens, output_tokens,
      total_tokens, cache_read_tokens, cache_write_tokens, status
    FROM gateway_calls FINAL WHERE ${inSpendScope(scope, bind)}
  )
  ${by.length === 0 ? '' : `GROUP BY ${by.map((name) => `by_${name}`).join(', ')}`} ORDER BY parts`,
})

type Row = Awaited<ReturnType<typeof askSums>>[number]

/** Sums of recorded calls, and what tells them apart. */
export interface SpendSum<D extends SpendDimension> extends Omit<Row, 'parts'> {
  readonly of: Readonly<Record<D, string>>
}

/** What calls cost and used, in US dollars and tokens, in all projects, told apart by the given dimensions. */
export async function getSpendSums<const D extends SpendDimension>(
  store: AnalyticsStore,
  { by, ...scope }: z.input<typeof spendScope> & { readonly by: readonly D[] },
): Promise<readonly SpendSum<D>[]> {
  const rows = await askSums(store, { ...scope, by: [...by] })
  return rows.map(({ parts, ...sums }) => ({
    ...sums,
    of: Object.fromEntries(by.map((name, index) => [name, parts[index] ?? ''])) as Record<D, string>,
  }))
}
