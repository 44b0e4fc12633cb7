import { observationColumns } from '../observations/columns.ts'
import { inputCost, latencySeconds, millisecondsBetween, outputCost } from '../observations/measures.ts'
import {
  flag,
  joined,
  month,
  noExperiment,
  number,
  text,
  traceDimensions,
  withHighCardinality,
} from './dimensions.ts'
import type { Dimension, Measure, View } from './view.ts'

const dimensions: Readonly<Record<string, Dimension>> = {
  id: text('id'),
  traceId: text('trace_id'),
  traceName: traceDimensions.traceName,
  environment: text('environment'),
  parentObservationId: text('parent_observation_id'),
  type: text('type'),
  name: text('name'),
  level: text('level'),
  version: text('version'),
  tags: traceDimensions.tags,
  providedModelName: text('provided_model_name'),
  promptName: text('prompt_name'),
  promptVersion: number('prompt_version'),
  userId: traceDimensions.userId,
  sessionId: traceDimensions.sessionId,
  traceRelease: traceDimensions.traceRelease,
  traceVersion: traceDimensions.traceVersion,
  startTimeMonth: month('start_time'),
  toolNames: { kind: 'texts', sql: 'mapKeys(tool_definitions)', unnest: true },
  /** A tool that one observation calls twice is one of its tools. */
  calledToolNames: { kind: 'texts', sql: 'arrayDistinct(tool_call_names)', unnest: true },
}

const streamingSeconds =
  '(toUnixTimestamp64Micro(end_time) - toUnixTimestamp64Micro(completion_start_time)) / 1e6'

/** Times in milliseconds, rates per second, costs in US dollars. */
const measures: Readonly<Record<string, Measure>> = {
  count: { sql: '1', type: 'integer' },
  latency: { sql: millisecondsBetween('start_time', 'end_time'), type: 'integer' },
  streamingLatency: { sql: millisecondsBetween('completion_start_time', 'end_time'), type: 'integer' },
  inputTokens: { sql: 'input_tokens', type: 'integer' },
  outputTokens: { sql: 'output_tokens', type: 'integer' },
  totalTokens: { sql: 'total_tokens', type: 'integer' },
  outputTokensPerSecond: { sql: `output_tokens / nullIf(${streamingSeconds}, 0)`, type: 'decimal' },
  tokensPerSecond: { sql: `total_tokens / nullIf(${latencySeconds}, 0)`, type: 'decimal' },
  inputCost: { sql: inputCost, type: 'decimal' },
  outputCost: { sql: outputCost, type: 'decimal' },
  totalCost: { sql: 'total_cost', type: 'decimal' },
  timeToFirstToken: { sql: millisecondsBetween('start_time', 'completion_start_time'), type: 'integer' },
  countScores: { sql: 'score_count', type: 'integer', needs: 'scores' },
  toolDefinitions: { sql: 'nullIf(length(tool_definitions), 0)', type: 'integer' },
  toolCalls: { sql: 'nullIf(length(tool_calls), 0)', type: 'integer' },
}

/** Observations. Source of the names: Langfuse's metrics API, v1. */
export const observationsView: View = {
  table: 'observations',
  time: 'start_time',
  dimensions,
  measures,
  filters: (scope, bind) => {
    const { metadata, scores_avg, score_categories, score_booleans } = observationColumns(scope, bind)
    return {
      ...{ metadata, scores_avg, score_categories, score_booleans },
      observationName: { kind: 'text', sql: 'name' },
    } as ReturnType<View['filters']>
  },
}

const release = joined('trace', text('ifNull(release, trace_release)'))

/** Observations with more dimensions, some of them only for top lists. Source: Langfuse's metrics API, v2. */
export const observationsViewV2: View = {
  ...observationsView,
  dimensions: withHighCardinality(
    {
      ...dimensions,
      isRootObservation: flag("ifNull(parent_observation_id, '') = ''"),
      release,
      traceRelease: release,
      costType: { ...text('cost_key'), pairs: 'cost' },
      usageType: { ...text('usage_key'), pairs: 'usage' },
      experimentName: noExperiment,
      experimentDatasetId: noExperiment,
      experimentId: noExperiment,
    },
    [
      'id',
      'traceId',
      'parentObservationId',
      'userId',
      'sessionId',
      'experimentName',
      'experimentDatasetId',
      'experimentId',
    ],
  ),
  measures: {
    ...measures,
    traceId: { sql: 'trace_id', type: 'string' },
    uniqueUserIds: { sql: 'trace_user_id', type: 'string', needs: 'trace' },
    uniqueSessionIds: { sql: 'trace_session_id', type: 'string', needs: 'trace' },
    costByType: { sql: 'cost_value', type: 'decimal', requires: 'costType' },
    usageByType: { sql: 'usage_value', type: 'integer', requires: 'usageType' },
  },
}
