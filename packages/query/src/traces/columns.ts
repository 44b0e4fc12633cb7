import { callsAround, callsAskingFor } from '../calls/calls-around.ts'
import type { Column, ColumnCatalogue } from '../filters/column.ts'
import { errorType } from '../observations/measures.ts'
import type { Binder } from '../sql/binder.ts'
import { aroundScope, inProject, type RangeScope } from '../sql/scope.ts'

/** Columns of the trace itself. */
const own = {
  id: { kind: 'text', sql: 'id' },
  name: { kind: 'text', sql: 'name' },
  timestamp: { kind: 'instant', sql: 'timestamp' },
  userId: { kind: 'text', sql: 'user_id' },
  sessionId: { kind: 'text', sql: 'session_id' },
  environment: { kind: 'text', sql: 'environment' },
  version: { kind: 'text', sql: 'version' },
  release: { kind: 'text', sql: 'release' },
  tags: { kind: 'texts', sql: 'tags' },
  bookmarked: { kind: 'flag', sql: 'bookmarked' },
  public: { kind: 'flag', sql: 'public' },
  metadata: { kind: 'metadata', sql: 'metadata' },
} as const satisfies Record<string, Column>

/** Columns that its observations add up to, as `trace-statistics.ts` names them. */
const statistics = {
  latency: { kind: 'number', sql: 'latency' },
  inputTokens: { kind: 'number', sql: 'ifNull(input_tokens, 0)' },
  outputTokens: { kind: 'number', sql: 'ifNull(output_tokens, 0)' },
  totalTokens: { kind: 'number', sql: 'ifNull(total_tokens, 0)' },
  tokens: { kind: 'number', sql: 'ifNull(total_tokens, 0)' },
  inputCost: { kind: 'number', sql: 'input_cost' },
  outputCost: { kind: 'number', sql: 'output_cost' },
  totalCost: { kind: 'number', sql: 'total_cost' },
  level: {
    kind: 'text',
    sql: "arrayElement(['DEBUG', 'DEFAULT', 'WARNING', 'ERROR'], ifNull(level_rank, 1) + 1)",
  },
  errorCount: { kind: 'number', sql: 'ifNull(error_count, 0)' },
  warningCount: { kind: 'number', sql: 'ifNull(warning_count, 0)' },
  defaultCount: { kind: 'number', sql: 'ifNull(default_count, 0)' },
  debugCount: { kind: 'number', sql: 'ifNull(debug_count, 0)' },
  observationCount: { kind: 'number', sql: 'ifNull(observation_count, 0)' },
} as const satisfies Record<string, Column>

/** Whether a column needs the statistics of all traces of the range. */
export function isStatistic(column: string): boolean {
  return Object.hasOwn(statistics, column)
}

const ofObservations = {
  model: { sql: 'provided_model_name', rows: '1' },
  errorType: { sql: errorType, rows: "level = 'ERROR'" },
  codingAgent: { sql: 'coding_agent', rows: "type = 'GENERATION'" },
}

/** Said by the trace itself or by any of its observations: both tables have a column of that name. */
const said = ['input', 'output'] as const

/** Whether a condition on the column asks observations. */
export function asksObservations(column: string): boolean {
  return isStatistic(column) || Object.hasOwn(ofObservations, column) || said.some((name) => name === column)
}

/** Whether a condition on the column asks no table but that of traces. */
export function asksTracesAlone(column: string): boolean {
  return Object.hasOwn(own, column)
}

/** Whether a condition on the column reads little: neither other tables nor long texts. */
export function isCheap(column: string): boolean {
  return Object.hasOwn(own, column) && column !== 'metadata'
}

/** What a condition on traces may name. Source of the names: Langfuse's traces table, and our `traceFilterColumns`. */
export function traceColumns(scope: RangeScope, bind: Binder): ColumnCatalogue {
  const someObservation = (predicate: string, rows: string) =>
    `id IN (SELECT trace_id FROM observations FINAL WHERE ${aroundScope(scope, bind)} AND ${rows} AND ${predicate})`
  const anyObservation = ({ sql, rows }: { readonly sql: string; readonly rows: string }): Column => ({
    kind: 'text',
    sql,
    within: (predicate) => someObservation(predicate, rows),
  })
  const anywhere = (sql: (typeof said)[number]): Column => ({
    kind: 'text',
    sql,
    within: (predicate) => `(ifNull(${predicate}, 0) OR ${someObservation(predicate, '1')})`,
    matchesIgnoreCase: true,
  })
  const average = ofScores(scope, bind, 'numberByName', 'avg(value)', "data_type IN ('NUMERIC', 'BOOLEAN')")
  return {
    ...own,
    ...statistics,
    input: anywhere('input'),
    output: anywhere('output'),
    // The model that answered any of its calls, or what the client called it.
    model: {
      ...{ kind: 'text', sql: ofObservations.model.sql },
      within: (predicate) =>
        `(${someObservation(predicate, ofObservations.model.rows)}
        OR id IN (${callsAskingFor('trace_id', predicate, scope, bind)}))`,
    },
    errorType: anyObservation(ofObservations.errorType),
    codingAgent: anyObservation(ofObservations.codingAgent),
    virtualKey: anyCall(scope, bind, 'key_hash'),
    team: anyCall(scope, bind, 'team_id'),
    scores_avg: average,
    scores: average,
    score_categories: ofScores(scope, bind, 'textByName', 'string_value', "data_type = 'CATEGORICAL'"),
    score_booleans: ofScores(scope, bind, 'flagByName', 'value', "data_type = 'BOOLEAN'"),
  }
}

function anyCall(scope: RangeScope, bind: Binder, sql: 'key_hash' | 'team_id'): Column {
  return {
    kind: 'text',
    sql,
    within: (predicate) =>
      `id IN (SELECT trace_id FROM gateway_calls FINAL WHERE ${callsAround(scope, bind)} AND ${predicate})`,
  }
}

/** Scores of one name, on the trace or on its observations. Numbers are averaged; of other scores any may match. */
function ofScores(
  scope: RangeScope,
  bind: Binder,
  kind: Column['kind'],
  sql: string,
  dataType: string,
): Column {
  const matches = kind === 'numberByName' ? 'GROUP BY trace_id HAVING' : 'AND'
  return {
    kind,
    sql,
    within: (predicate, key) =>
      `id IN (SELECT ifNull(trace_id, '') FROM scores FINAL
        WHERE ${inProject(scope, bind)} AND name = ${key} AND ${dataType} AND trace_id IS NOT NULL
        ${matches} ${predicate})`,
  }
}

/** What traces can be sorted by, as SQL over the trace and its statistics. */
export const traceOrder = {
  id: 'id',
  timestamp: 'timestamp',
  name: 'name',
  userId: 'user_id',
  sessionId: 'session_id',
  release: 'release',
  version: 'version',
  public: 'public',
  bookmarked: 'bookmarked',
  environment: 'environment',
  latency: 'latency',
  totalTokens: 'ifNull(total_tokens, 0)',
  inputTokens: 'ifNull(input_tokens, 0)',
  outputTokens: 'ifNull(output_tokens, 0)',
  totalCost: 'total_cost',
  level: 'ifNull(level_rank, 1)',
} as const
export type TraceOrderColumn = keyof typeof traceOrder
