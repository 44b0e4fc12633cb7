import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { isoInstant } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'
import { spendColumns } from './spend-columns.ts'

export type SpendDimension = keyof typeof spendColumns

const dimension = z.enum(Object.keys(spendColumns) as [SpendDimension, ...SpendDimension[]])

/** Which recorded calls count; only those that gateways delivered. */
export const spendScope = z.object({
  from: isoInstant.optional(),
  to: isoInstant.optional(),
  /** Any of these, by whom calls were for; none of them fits an empty list. */
  only: z.partialRecord(dimension.exclude(['day', 'tag']), z.array(z.string())).default({}),
  tags: z.array(z.string()).optional(),
})

export function inSpendScope({ from, to, only, tags }: z.output<typeof spendScope>, bind: Binder): string {
  const parts = [`source = 'GATEWAY'`]
  if (from) parts.push(`start_time >= ${bind.instant(from)}`)
  if (to) parts.push(`start_time < ${bind.instant(to)}`)
  for (const [name, values] of Object.entries(only))
    parts.push(`${spendColumns[name as SpendDimension]} IN ${bind.texts(values)}`)
  if (tags) parts.push(`hasAny(gateway_tags, ${bind.texts(tags)})`)
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
  sql: ({ by, ...scope }, bind) => `
  SELECT [${by.map((name) => `toString(${spendColumns[name]})`).join(', ')}]::Array(String) AS parts,
    sum(ifNull(total_cost, 0)) AS spend, sum(input_tokens) AS prompt_tokens,
    sum(output_tokens) AS completion_tokens, sum(total_tokens) AS total_tokens,
    sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
    count() AS requests, countIf(level = 'ERROR') AS failed
  FROM observations FINAL
  WHERE ${inSpendScope(scope, bind)}
  GROUP BY parts ORDER BY parts`,
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
