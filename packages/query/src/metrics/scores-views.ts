import { scoreColumns } from '../scores/columns.ts'
import {
  day,
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

const own: Readonly<Record<string, Dimension>> = {
  id: text('id'),
  environment: text('environment'),
  name: text('name'),
  source: text('source'),
  dataType: text('data_type'),
  traceId: text('trace_id'),
  configId: text('config_id'),
  timestampMonth: month('timestamp'),
  timestampDay: day('timestamp'),
  observationId: text('observation_id'),
  evaluatorId: text(
    "nullIf(if(metadata['evaluator_id'] != '', metadata['evaluator_id'], metadata['job_configuration_id']), '')",
  ),
}

const ofObservation: Readonly<Record<string, Dimension>> = {
  observationName: joined('observation', text('observation_name')),
  observationModelName: joined('observation', text('observation_model_name')),
  observationPromptName: joined('observation', text('observation_prompt_name')),
  observationPromptVersion: joined('observation', number('observation_prompt_version')),
}

const common = { ...traceDimensions, ...ofObservation, ...own }

/** v2 names the session of the score itself, and keeps what has no bound for top lists. */
const commonV2 = withHighCardinality(
  {
    ...common,
    sessionId: text('session_id'),
    datasetRunId: text('dataset_run_id'),
    experimentName: noExperiment,
    experimentId: noExperiment,
  },
  ['id', 'traceId', 'observationId', 'userId', 'sessionId', 'datasetRunId', 'experimentName', 'experimentId'],
)

const count: Measure = { sql: '1', type: 'integer' }
const value: Measure = { sql: 'value', type: 'number' }

/** What tells the kinds of scores apart. The numeric view spans the booleans, the categorical one the texts. */
const kinds = {
  numeric: {
    where: "data_type IN ('NUMERIC', 'BOOLEAN')",
    dimensions: { value: number('value') },
    measures: { count, value },
  },
  boolean: {
    where: "data_type = 'BOOLEAN'",
    dimensions: { booleanValue: flag('value = 1') },
    measures: { count, value },
  },
  categorical: {
    where: "data_type IN ('CATEGORICAL', 'TEXT')",
    dimensions: { stringValue: text('string_value') },
    measures: { count },
  },
} as const

/** Scores of one kind. Source of the names: Langfuse's metrics API. */
export function scoresView(kind: keyof typeof kinds, generation: 'v1' | 'v2'): View {
  const { where, dimensions, measures } = kinds[kind]
  return {
    table: 'scores',
    time: 'timestamp',
    where,
    dimensions: { ...(generation === 'v1' ? common : commonV2), ...dimensions },
    measures,
    filters: (scope, bind) => {
      const { metadata } = scoreColumns(scope, bind)
      return { metadata, scoreName: { kind: 'text', sql: 'name' } } as ReturnType<View['filters']>
    },
  }
}
