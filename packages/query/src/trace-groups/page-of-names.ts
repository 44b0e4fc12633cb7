import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { fromSelectedTraces, selectsByStatistics, traceSelection } from '../traces/selection.ts'
import { groupColumn, grouping } from './grouping.ts'
import { asksStatistics, groupMeasures, groupOrderColumns } from './measures.ts'

export const groupPage = traceSelection.extend({
  by: grouping,
  orderBy: z.enum(groupOrderColumns),
  order: z.enum(['asc', 'desc']),
  limit: z.number().int(),
  offset: z.number().int(),
})

/** Sessions or users of the selected traces, one page in order, and how many there are in all. */
const askPageOfNames = defineQuestion({
  name: 'trace-groups/page-of-names',
  params: groupPage,
  row: z.object({ group_name: z.string(), total: z.number() }),
  // Aliases are names that no column of traces has: one of these would hide it from the filters.
  sql: (page, bind) => {
    const column = groupColumn[page.by]
    const joined = asksStatistics(page.orderBy) || selectsByStatistics(page)
    return `
  SELECT group_name, count() OVER () AS total
  FROM (
    SELECT ifNull(${column}, '') AS group_name, ${groupMeasures[page.orderBy]} AS value, max(timestamp) AS last
    ${fromSelectedTraces(page, bind, joined)} AND ${column} != ''
    GROUP BY ${column}
  )
  ORDER BY value ${page.order === 'asc' ? 'ASC' : 'DESC'} NULLS LAST, last DESC, group_name
  LIMIT ${bind.count(page.limit)} OFFSET ${bind.count(page.offset)}
  SETTINGS join_use_nulls = 1`
  },
})

/** Names in the order of the list; the total also of a page beyond the last. */
export async function findPageOfNames(
  store: AnalyticsStore,
  page: z.input<typeof groupPage>,
): Promise<{ names: string[]; totalItems: number }> {
  const rows = await askPageOfNames(store, page)
  const [first] = rows
  if (first || page.offset === 0)
    return { names: rows.map(({ group_name }) => group_name), totalItems: first?.total ?? 0 }
  const [any] = await askPageOfNames(store, { ...page, offset: 0, limit: 1 })
  return { names: [], totalItems: any?.total ?? 0 }
}
