import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { decimal, instant } from '../sql/values.ts'
import { inSpendScope, spendScope } from './spend-sums.ts'

/** The id of the answer, which the ids of generations end in. */
const requestId = "replaceRegexpOne(id, '^time-[0-9-]+_', '')"

/** Recorded calls of gateways, the newest first, without prompts and answers. */
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
    model_info: z.string(),
    provider: z.string(),
    user: z.string(),
    team: z.string(),
    organization: z.string(),
    end_user: z.string(),
    tags: z.array(z.string()),
    address: z.string(),
    level: z.string(),
  }),
  sql: ({ requestId: wanted, limit, ...scope }, bind) => `
  SELECT ${requestId} AS request_id, trace_id, metadata['call_type'] AS call_type, gateway_key AS key,
    ifNull(total_cost, 0) AS spend, total_tokens, input_tokens AS prompt_tokens,
    output_tokens AS completion_tokens, start_time AS started_at, end_time AS ended_at,
    completion_start_time AS answered_at, ifNull(provided_model_name, '') AS model,
    gateway_model AS model_group, metadata['model_info'] AS model_info, gateway_provider AS provider,
    gateway_user AS user, gateway_team AS team, gateway_organization AS organization,
    gateway_end_user AS end_user, gateway_tags AS tags, metadata['requester_ip_address'] AS address, level
  FROM observations FINAL
  WHERE ${inSpendScope(scope, bind)}
    ${wanted === undefined ? '' : `AND (request_id = ${bind.text(wanted)} OR trace_id = ${bind.text(wanted)})`}
  ORDER BY start_time DESC, id LIMIT ${bind.count(limit)}`,
})
