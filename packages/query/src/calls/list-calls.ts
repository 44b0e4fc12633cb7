import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { inUsageScope, tagsOrNone, usageScope } from '../usage/scope.ts'
import { callColumns, callRow, type RecordedCall } from './columns.ts'

const names = z.array(z.string()).optional()

const callScope = usageScope.extend({
  status: names,
  model: names,
  key: names,
  team: names,
  provider: names,
  tag: names,
  endUser: names,
  cached: z.boolean().optional(),
})

const columns = {
  status: 'status',
  model: 'model',
  key: 'key_hash',
  team: 'team_id',
  provider: 'provider',
  endUser: 'end_user',
} as const

function inCallScope(scope: z.output<typeof callScope>, bind: Binder): string {
  const parts = [inUsageScope(scope, bind)]
  for (const [name, column] of Object.entries(columns)) {
    const values = scope[name as keyof typeof columns]
    if (values) parts.push(`${column} IN ${bind.texts(values)}`)
  }
  if (scope.tag) parts.push(`hasAny(${tagsOrNone}, ${bind.texts(scope.tag)})`)
  if (scope.cached !== undefined) parts.push(scope.cached ? 'cache_hit' : 'NOT cache_hit')
  return parts.join(' AND ')
}

const countCalls = defineQuestion({
  name: 'calls/count',
  params: callScope,
  row: z.object({ items: z.number() }),
  sql: (scope, bind) => `SELECT count() AS items FROM gateway_calls FINAL WHERE ${inCallScope(scope, bind)}`,
})

/** Keys of the page first: the other columns are read of its rows alone. */
const askCalls = defineQuestion({
  name: 'calls/list',
  params: callScope.extend({ limit: z.number().int(), offset: z.number().int() }),
  row: callRow,
  sql: ({ limit, offset, ...scope }, bind) => {
    const { projectId } = scope
    return `
  SELECT ${callColumns}
  FROM gateway_calls FINAL
  WHERE project_id = ${bind.text(projectId)} AND (toStartOfHour(started_at), id) IN (
    SELECT toStartOfHour(started_at), id FROM gateway_calls FINAL WHERE ${inCallScope(scope, bind)}
    ORDER BY started_at DESC, id DESC LIMIT ${bind.count(limit)} OFFSET ${bind.count(offset)}
  )
  ORDER BY gateway_calls.started_at DESC, id DESC`
  },
})

/** A page of the tries that gateways recorded in a range, newest first, and how many there are. */
export async function listCalls(
  store: AnalyticsStore,
  {
    limit,
    offset,
    ...scope
  }: z.input<typeof callScope> & { readonly limit: number; readonly offset: number },
): Promise<{ rows: readonly RecordedCall[]; totalItems: number }> {
  const [rows, [total]] = await Promise.all([
    askCalls(store, { ...scope, limit, offset }),
    countCalls(store, scope),
  ])
  return { rows, totalItems: total?.items ?? 0 }
}
