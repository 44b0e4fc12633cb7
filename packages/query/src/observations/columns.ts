import type { Column, ColumnCatalogue, ColumnKind } from '../filters/column.ts'
import type { Binder } from '../sql/binder.ts'
import { inProject, type RangeScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import { inputCost, latencySeconds, outputCost, timeToFirstTokenSeconds } from './measures.ts'

const text = (sql: string): Column => ({ kind: 'text', sql })
const number = (sql: string): Column => ({ kind: 'number', sql })
const flag = (sql: string): Column => ({ kind: 'flag', sql })

/** Columns of the observation itself. Source of the names: Langfuse's observations and events tables. */
const own: ColumnCatalogue = {
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
  tokensPerSecond: number(`output_tokens / nullIf(${latencySeconds}, 0)`),
  inputTokens: number('input_tokens'),
  outputTokens: number('output_tokens'),
  totalTokens: number('total_tokens'),
  tokens: number('total_tokens'),
  inputCost: number(inputCost),
  outputCost: number(outputCost),
  totalCost: number('toFloat64(total_cost)'),
  model: text('provided_model_name'),
  providedModelName: text('provided_model_name'),
  modelId: text('model_id'),
  promptName: text('prompt_name'),
  promptVersion: number('prompt_version'),
  input: { kind: 'text', sql: 'input', matchesIgnoreCase: true },
  output: { kind: 'text', sql: 'output', matchesIgnoreCase: true },
  hasInput: flag('input IS NOT NULL'),
  hasOutput: flag('output IS NOT NULL'),
  metadata: { kind: 'metadata', sql: 'metadata' },
  hasParentObservation: flag("ifNull(parent_observation_id, '') != ''"),
  isRootObservation: flag("ifNull(parent_observation_id, '') = ''"),
  toolNames: { kind: 'texts', sql: 'mapKeys(tool_definitions)' },
  calledToolNames: { kind: 'texts', sql: 'tool_call_names' },
  toolDefinitions: number('length(tool_definitions)'),
  toolCalls: number('length(tool_calls)'),
  ingestionApiKey: text('api_key_id'),
  ingestionSdkName: text('sdk_name'),
  ingestionSdkVersion: text('sdk_version'),
  ingestionSource: text('source'),
}

/** Whether a condition on the column asks another table, as often as the question is put. */
export function asksOtherTables(column: string): boolean {
  return !Object.hasOwn(own, column)
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
