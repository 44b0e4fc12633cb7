import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { decimal, instant } from '../sql/values.ts'
import { inSpendScope, spendScope } from './spend-sums.ts'

const logScope = spendScope.extend({
  requestId: z.string().optional(),
  status: z.enum(['success', 'failure']).optional(),
})

function inLogScope({ requestId, status, ...scope }: z.output<typeof logScope>, bind: Binder): string {
  const parts = [inSpendScope(scope, bind)]
  if (requestId !== undefined)
    parts.push(`(request_id = ${bind.text(requestId)} OR trace_id = ${bind.text(requestId)})`)
  if (status) parts.push(`status ${status === 'failure' ? '=' : '!='} 'failure'`)
  return parts.join(' AND ')
}

const orders = {
  started: 'started_at',
  ended: 'ended_at',
  spend: 'cost',
  tokens: 'total_tokens',
} as const

/** How many calls there are. */
export const countSpendLogs = defineQuestion({
  name: 'spend/count-logs',
  lane: 'report',
  params: logScope,
  row: z.object({ items: z.number() }),
  sql: (scope, bind) => `
  SELECT count() AS items FROM gateway_calls FINAL WHERE ${inLogScope(scope, bind)}`,
})

/** Calls of gateways, the newest first as a rule: what the ledger has of them, and so no prompts and answers. */
export const askSpendLogs = defineQuestion({
  name: 'spend/logs',
  lane: 'report',
  params: logScope.extend({
    limit: z.number().int().min(1).max(1000),
    offset: z.number().int().min(0).default(0),
    orderBy: z.enum(Object.keys(orders) as [keyof typeof orders]).default('started'),
    ascending: z.boolean().default(false),
  }),
  row: z.object({
    request_id: z.string(),
    trace_id: z.string(),
    call_type: z.string(),
    key: z.string(),
    spend: decimal,
    total_tokens: z.number(),
    prompt_tokens: z.number(),
    completion_tokens: z.number(),
    started_at: instant,
    ended_at: instant.nullable(),
    answered_at: instant.nullable(),
    model: z.string(),
    model_group: z.string(),
    deployment: z.string(),
    provider: z.string(),
    user: z.string(),
    team: z.string(),
    organization: z.string(),
    end_user: z.string(),
    tags: z.array(z.string()),
    address: z.string(),
    status: z.string(),
    cache_hit: z.boolean(),
  }),
  sql: ({ limit, offset, orderBy, ascending, ...scope }, bind) => `
  SELECT request_id, trace_id, call_type, key_hash AS key, cost AS spend, total_tokens,
    input_tokens AS prompt_tokens, output_tokens AS completion_tokens, started_at, ended_at, answered_at, model,
    model_group, deployment_id AS deployment, provider, user_id AS user, team_id AS team,
    organization_id AS organization, end_user, tags, address, status, cache_hit
  FROM gateway_calls FINAL
  WHERE ${inLogScope(scope, bind)}
  ORDER BY ${orders[orderBy]} ${ascending ? 'ASC' : 'DESC'}, id LIMIT ${bind.count(limit)} OFFSET ${bind.count(offset)}`,
})
