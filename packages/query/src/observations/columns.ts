import { callsAskingFor } from '../calls/calls-around.ts'
import type { Column, ColumnCatalogue, ColumnKind } from '../filters/column.ts'
import type { Binder } from '../sql/binder.ts'
import { inProject, type RangeScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import {
  inputCost,
  latencySeconds,
  levelRank,
  outputCost,
  timeToFirstTokenSeconds,
  tokensPerSecond,
} from './measures.ts'

const text = (sql: string): Column => ({ kind: 'text', sql })
const number = (sql: string): Column => ({ kind: 'number', sql })
const flag = (sql: string): Column => ({ kind: 'flag', sql })

export const isRoot = "(ifNull(parent_observation_id, '') = '')"

/** Columns of the observation itself. Source of the names: Langfuse's observations and events tables. */
const own = {
  id: text('id'),
  traceId: text('trace_id'),
  parentObservationId: text('parent_observation_id'),
  type: text('type'),
  name: text('name'),
  startTime: { kind: 'instant', sql: 'start_time' },
  endTime: { kind: 'instant', sql: 'end_time' },
  environment: text('environment'),
  level: text('level'),
  statusMessage: text('status_message'),
  version: text('version'),
  release: text('release'),
  latency: number(latencySeconds),
  timeToFirstToken: number(timeToFirstTokenSeconds),
  tokensPerSecond: number(tokensPerSecond),
  inputTokens: number('input_tokens'),
  outputTokens: number('output_tokens'),
  totalTokens: number('total_tokens'),
  tokens: number('total_tokens'),
  inputCost: number(inputCost),
  outputCost: number(outputCost),
  totalCost: number('toFloat64(total_cost)'),
  providedModelName: text('provided_model_name'),
  modelId: text('model_id'),
  promptName: text('prompt_name'),
  promptVersion: number('prompt_version'),
  input: { kind: 'text', sql: 'input', matchesIgnoreCase: true },
  output: { kind: 'text', sql: 'output', matchesIgnoreCase: true },
  hasInput: flag('input IS NOT NULL'),
  hasOutput: flag('output IS NOT NULL'),
  metadata: { kind: 'metadata', sql: 'metadata' },
  hasParentObservation: flag(`(NOT ${isRoot})`),
  isRootObservation: flag(isRoot),
  toolNames: { kind: 'texts', sql: 'mapKeys(tool_definitions)' },
  calledToolNames: { kind: 'texts', sql: 'tool_call_names' },
  toolDefinitions: number('length(tool_definitions)'),
  toolCalls: number('length(tool_calls)'),
  ingestionApiKey: text('api_key_id'),
  ingestionSdkName: text('sdk_name'),
  ingestionSdkVersion: text('sdk_version'),
  ingestionSource: text('source'),
} as const satisfies ColumnCatalogue

/** Whether a condition on the column asks the ledger of gateways, for no longer than the range. */
export function asksCalls(column: string): boolean {
  return column === 'model'
}

/** Whether a condition on the column asks another table of telemetry, as often as the question is put. */
export function asksOtherTables(column: string): boolean {
  return !Object.hasOwn(own, column) && !asksCalls(column)
}

/** What a condition on observations may name. */
export function observationColumns(scope: RangeScope, bind: Binder): ColumnCatalogue {
  const ofTrace = (kind: ColumnKind, sql: string): Column => ({
    kind,
    sql,
    within: (predicate) =>
      `${traceHash('trace_id')} IN (SELECT ${traceHash('id')} FROM traces FINAL WHERE ${inProject(scope, bind)} AND ${predicate})`,
  })
  // Numbers are averaged; of other scores any may match.
  const matches = (kind: ColumnKind) => (kind === 'numberByName' ? 'GROUP BY observation_id HAVING' : 'AND')
  const ofScores = (kind: ColumnKind, sql: string, dataType: string): Column => ({
    kind,
    sql,
    within: (predicate, key) =>
      `id IN (SELECT ifNull(observation_id, '') FROM scores FINAL
        WHERE ${inProject(scope, bind)} AND name = ${key} AND ${dataType} AND observation_id IS NOT NULL
        ${matches(kind)} ${predicate})`,
  })
  return {
    ...own,
    // The model that answered, or what the client called it: `providedModelName` is the former alone.
    model: {
      ...own.providedModelName,
      within: (predicate) =>
        `(ifNull(${predicate}, 0) OR id IN (${callsAskingFor('observation_id', predicate, scope, bind)}))`,
    },
    traceName: ofTrace('text', 'name'),
    userId: ofTrace('text', 'user_id'),
    sessionId: ofTrace('text', 'session_id'),
    traceTags: ofTrace('texts', 'tags'),
    tags: ofTrace('texts', 'tags'),
    bookmarked: ofTrace('flag', 'bookmarked'),
    public: ofTrace('flag', 'public'),
    scores_avg: ofScores('numberByName', 'avg(value)', "data_type IN ('NUMERIC', 'BOOLEAN')"),
    score_categories: ofScores('textByName', 'string_value', "data_type = 'CATEGORICAL'"),
    score_booleans: ofScores('flagByName', 'value', "data_type = 'BOOLEAN'"),
  }
}

/** What observations can be sorted by, as SQL. */
export const observationOrder = {
  startTime: 'start_time',
  type: 'type',
  name: 'name',
  model: 'provided_model_name',
  environment: 'environment',
  level: levelRank,
  latency: latencySeconds,
  timeToFirstToken: timeToFirstTokenSeconds,
  tokensPerSecond,
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  totalTokens: 'total_tokens',
  totalCost: 'total_cost',
} as const
export type ObservationOrderColumn = keyof typeof observationOrder
