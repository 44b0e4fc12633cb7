import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { decimal, instant } from '../sql/values.ts'
import { inSpendScope, spendScope } from './spend-sums.ts'

/** Calls of gateways, the newest first: what the ledger has of them, and so no prompts and answers. */
export const askSpendLogs = defineQuestion({
  name: 'spend/logs',
  lane: 'report',
  params: spendScope.extend({
    requestId: z.string().optional(),
    limit: z.number().int().min(1).max(1000),
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
  }),
  sql: ({ requestId: wanted, limit, ...scope }, bind) => `
  SELECT request_id, trace_id, call_type, key_hash AS key, cost AS spend, total_tokens,
    input_tokens AS prompt_tokens, output_tokens AS completion_tokens, started_at, ended_at, answered_at, model,
    model_group, deployment_id AS deployment, provider, user_id AS user, team_id AS team,
    organization_id AS organization, end_user, tags, address, status
  FROM gateway_calls FINAL
  WHERE ${inSpendScope(scope, bind)}
    ${wanted === undefined ? '' : `AND (request_id = ${bind.text(wanted)} OR trace_id = ${bind.text(wanted)})`}
  ORDER BY toStartOfHour(started_at) DESC, started_at DESC, id LIMIT ${bind.count(limit)}`,
})
