import { z } from 'zod'
import { decimal, instant } from '../sql/values.ts'

/** What a list shows of a line of the ledger. */
export const callColumns = `id, started_at, dateDiff('millisecond', started_at, ended_at) / 1000 AS duration, status,
    error_class, model_group, model, deployment_id AS deployment, provider, cache_hit, input_tokens, output_tokens,
    cache_read_tokens, cache_write_tokens, total_tokens, cost, trace_id, call_id, observation_id, key_hash AS key,
    team_id AS team, end_user`

export const callRow = z.object({
  id: z.string(),
  started_at: instant,
  /** Seconds. */
  duration: z.number().nullable(),
  status: z.enum(['success', 'failure', 'cancelled']),
  error_class: z.string(),
  model_group: z.string(),
  model: z.string(),
  deployment: z.string(),
  provider: z.string(),
  cache_hit: z.boolean(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_write_tokens: z.number(),
  total_tokens: z.number(),
  /** US dollars. */
  cost: decimal,
  trace_id: z.string(),
  call_id: z.string(),
  observation_id: z.string(),
  key: z.string(),
  team: z.string(),
  end_user: z.string(),
})
export type RecordedCall = z.output<typeof callRow>
