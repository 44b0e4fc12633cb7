import { randomUUID } from 'node:crypto'
import { countTokens } from '@kansoku/catalog'
import type { AnalyticsStore, GatewayCallRow, ObservationRow, ScoreRow, TraceRow } from '@kansoku/storage'
import { toEngineInstant } from '../sql/binder.ts'

/** Instants are given as ISO 8601. */
type Given<Row> = Partial<Omit<Row, 'timestamp' | 'start_time' | 'end_time' | 'completion_start_time'>>

export type GivenTrace = Given<TraceRow> & { timestamp: string }
export type GivenObservation = Given<ObservationRow> & {
  trace_id: string
  start_time: string
  end_time?: string | null
  completion_start_time?: string | null
}
export type GivenScore = Given<ScoreRow> & { timestamp: string }

export type GivenCall = Partial<Omit<GatewayCallRow, 'started_at' | 'ended_at' | 'answered_at'>> & {
  started_at: string
  ended_at?: string | null
}

export const project = 'project-1'

function head(time: string) {
  const instant = toEngineInstant(time)
  return {
    project_id: project,
    id: randomUUID() as string,
    row_version: 1,
    is_deleted: 0 as 0 | 1,
    created_at: instant,
    updated_at: instant,
  }
}

export function trace(given: GivenTrace): TraceRow {
  return {
    ...head(given.timestamp),
    name: 'task',
    user_id: null,
    session_id: null,
    environment: 'default',
    version: null,
    release: null,
    tags: [],
    public: false,
    bookmarked: false,
    input: null,
    output: null,
    input_preview: '',
    output_preview: '',
    metadata: {},
    ...given,
    timestamp: toEngineInstant(given.timestamp),
  }
}

export function observation(given: GivenObservation): ObservationRow {
  const optional = (time: string | null | undefined) => (time ? toEngineInstant(time) : null)
  const tokens = countTokens(given.usage_details ?? {})
  return {
    ...head(given.start_time),
    parent_observation_id: null,
    type: 'GENERATION',
    name: 'call',
    environment: 'default',
    level: 'DEFAULT',
    status_message: null,
    version: null,
    release: null,
    input: null,
    output: null,
    metadata: {},
    provided_model_name: null,
    model_id: null,
    model_parameters: '{}',
    provided_usage_details: {},
    usage_details: {},
    provided_cost_details: {},
    cost_details: {},
    total_cost: null,
    input_tokens: tokens.input,
    output_tokens: tokens.output,
    cache_read_tokens: tokens.cacheRead,
    cache_write_tokens: tokens.cacheWrite,
    total_tokens: tokens.total,
    pricing_tier_id: null,
    pricing_tier_name: null,
    prompt_id: null,
    prompt_name: null,
    prompt_version: null,
    tool_definitions: {},
    tool_calls: [],
    tool_call_names: [],
    coding_agent: '',
    source: 'API',
    sdk_name: null,
    sdk_version: null,
    scope_name: null,
    service_name: null,
    api_key_id: null,
    ...given,
    start_time: toEngineInstant(given.start_time),
    end_time: optional(given.end_time),
    completion_start_time: optional(given.completion_start_time),
  }
}

export function score(given: GivenScore): ScoreRow {
  return {
    ...head(given.timestamp),
    name: 'quality',
    trace_id: null,
    observation_id: null,
    session_id: null,
    dataset_run_id: null,
    value: null,
    string_value: null,
    long_string_value: null,
    data_type: 'NUMERIC',
    source: 'API',
    comment: null,
    metadata: {},
    environment: 'default',
    author_user_id: null,
    config_id: null,
    queue_id: null,
    ...given,
    timestamp: toEngineInstant(given.timestamp),
  }
}

/** A line of the ledger. */
export function call(given: GivenCall): GatewayCallRow {
  return {
    project_id: project,
    id: randomUUID(),
    answered_at: null,
    key_hash: 'key',
    team_id: '',
    user_id: '',
    organization_id: '',
    end_user: '',
    tags: [],
    model_group: 'fast',
    model: 'small',
    deployment_id: 'deployment',
    provider: 'openai',
    call_type: 'acompletion',
    status: 'success',
    error_class: '',
    cache_hit: false,
    input_tokens: 0,
    output_tokens: 0,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    total_tokens: 0,
    cost: '0',
    saved: '0',
    call_id: '',
    trace_id: 'trace',
    observation_id: 'observation',
    request_id: 'request',
    address: '',
    ...given,
    started_at: toEngineInstant(given.started_at),
    ended_at: given.ended_at ? toEngineInstant(given.ended_at) : null,
  }
}

export interface Telemetry {
  readonly traces?: readonly GivenTrace[]
  readonly observations?: readonly GivenObservation[]
  readonly scores?: readonly GivenScore[]
  readonly calls?: readonly GivenCall[]
}

/** Stores rows as ingestion would have folded them. */
export async function store(analytics: AnalyticsStore, rows: Telemetry): Promise<void> {
  await analytics.insert('traces', (rows.traces ?? []).map(trace))
  await analytics.insert('observations', (rows.observations ?? []).map(observation))
  await analytics.insert('scores', (rows.scores ?? []).map(score))
  await analytics.insert('gateway_calls', (rows.calls ?? []).map(call))
}

export async function clear(analytics: AnalyticsStore): Promise<void> {
  const tables = ['traces', 'observations', 'scores', 'gateway_calls']
  for (const table of tables) await analytics.command(`TRUNCATE TABLE ${table}`)
}
