/**
 * Rows of the telemetry tables as they are inserted. Instants are `YYYY-MM-DD HH:MM:SS.ffffff` in
 * UTC, decimals are strings, maps are objects.
 */

export type Instant = string

/** What may be merged: each has a table of folds and its parts in `event_parts`. */
export type Entity = 'trace' | 'observation' | 'score'

/** One event that contributes to an entity. The fold of an entity is a pure function of its distinct parts. */
export interface EventPartRow {
  project_id: string
  entity: Entity
  entity_id: string
  /** Equal ids are one event, however often it is sent. */
  event_id: string
  event_time: Instant
  is_create: 0 | 1
  /**
   * The neutral event after validation, before pricing: a line of JSON, then its long texts as they are. Those of an
   * observation may be left to its row, see docs/decisions/0021-texts-stand-in-rows.md.
   */
  body: string
  received_at: Instant
}

/**
 * Columns that every fold carries. Rows with equal sort keys are replaced by the highest `row_version`, the number
 * of distinct parts that were folded, so the node that wrote last and saw all parts wins.
 */
interface FoldRow {
  project_id: string
  id: string
  row_version: number
  is_deleted: 0 | 1
  created_at: Instant
  updated_at: Instant
}

export interface TraceRow extends FoldRow {
  timestamp: Instant
  name: string | null
  user_id: string | null
  session_id: string | null
  environment: string
  version: string | null
  release: string | null
  /** Sorted, distinct. */
  tags: string[]
  public: boolean
  bookmarked: boolean
  input: string | null
  output: string | null
  /** One line of at most 200 characters, for lists and their search. */
  input_preview: string
  output_preview: string
  metadata: Record<string, string>
}

export interface ObservationRow extends FoldRow {
  trace_id: string
  parent_observation_id: string | null
  type: string
  name: string | null
  start_time: Instant
  end_time: Instant | null
  completion_start_time: Instant | null
  environment: string
  level: string
  status_message: string | null
  version: string | null
  release: string | null
  input: string | null
  output: string | null
  metadata: Record<string, string>
  provided_model_name: string | null
  /** Id of the matching model definition. */
  model_id: string | null
  /** JSON object. */
  model_parameters: string
  provided_usage_details: Record<string, number>
  usage_details: Record<string, number>
  provided_cost_details: Record<string, string>
  cost_details: Record<string, string>
  total_cost: string | null
  /** Tokens by purpose; input includes cache reads and writes. */
  input_tokens: number
  output_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
  total_tokens: number
  pricing_tier_id: string | null
  pricing_tier_name: string | null
  prompt_id: string | null
  prompt_name: string | null
  prompt_version: number | null
  tool_definitions: Record<string, string>
  tool_calls: string[]
  tool_call_names: string[]
  /** The coding agent that made the call; empty where it was none. */
  coding_agent: string
  source: 'API' | 'OTEL' | 'GATEWAY'
  sdk_name: string | null
  sdk_version: string | null
  scope_name: string | null
  service_name: string | null
  api_key_id: string | null
}

export interface ScoreRow extends FoldRow {
  timestamp: Instant
  name: string
  trace_id: string | null
  observation_id: string | null
  session_id: string | null
  dataset_run_id: string | null
  value: number | null
  string_value: string | null
  long_string_value: string | null
  data_type: string
  source: string
  comment: string | null
  metadata: Record<string, string>
  environment: string
  author_user_id: string | null
  config_id: string | null
  queue_id: string | null
}

/** A line of the ledger of gateways. Lines of one id are one line. */
export interface GatewayCallRow {
  project_id: string
  /** UUID. */
  id: string
  started_at: Instant
  ended_at: Instant | null
  answered_at: Instant | null
  /** Whose money it was; empty: nobody's. */
  key_hash: string
  team_id: string
  user_id: string
  organization_id: string
  end_user: string
  tags: string[]
  model_group: string
  model: string
  deployment_id: string
  provider: string
  call_type: string
  status: 'success' | 'failure' | 'cancelled'
  error_class: string
  cache_hit: boolean
  /** Tokens by purpose; input includes cache reads and writes. */
  input_tokens: number
  output_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
  total_tokens: number
  /** US dollars. */
  cost: string
  /** US dollars that an answer from the cache would have cost. */
  saved: string
  trace_id: string
  /** What the tries of one call have in common; empty in lines of earlier gateways. */
  call_id: string
  observation_id: string
  /** Of the answer. */
  request_id: string
  address: string
}
