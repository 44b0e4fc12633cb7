import type { ObservationExportColumn, TraceExportColumn } from '@kansoku/contracts'
import {
  type ObservationRecord,
  readMetadata,
  readObject,
  readValue,
  type ScoreRecord,
  type TraceHead,
  type TraceRecord,
  type TraceStatistics,
} from '@kansoku/query'

export interface ExportedTrace {
  readonly trace: TraceRecord
  readonly statistics: TraceStatistics
  readonly scores: readonly ScoreRecord[]
}

export interface ExportedObservation {
  readonly observation: ObservationRecord
  readonly trace: TraceHead | undefined
}

/** `json` is anything; formats without a type for that have it as text. */
export type ColumnType = 'text' | 'instant' | 'number' | 'count' | 'flag' | 'json'

export interface Column<Row> {
  readonly type: ColumnType
  readonly value: (row: Row) => unknown
  /** As it is stored, where a text is asked for; else that of the value. */
  readonly text?: (row: Row) => string | null
}

type Columns<Name extends string, Row> = Readonly<Record<Name, Column<Row>>>

const ofTrace = (type: ColumnType, value: (trace: TraceRecord) => unknown): Column<ExportedTrace> => ({
  type,
  value: ({ trace }) => value(trace),
})
const statistic = (
  type: ColumnType,
  value: (statistics: TraceStatistics) => unknown,
): Column<ExportedTrace> => ({ type, value: ({ statistics }) => value(statistics) })

export const traceColumns: Columns<TraceExportColumn, ExportedTrace> = {
  id: ofTrace('text', (trace) => trace.id),
  timestamp: ofTrace('instant', (trace) => trace.timestamp),
  name: ofTrace('text', (trace) => trace.name),
  userId: ofTrace('text', (trace) => trace.user_id),
  sessionId: ofTrace('text', (trace) => trace.session_id),
  environment: ofTrace('text', (trace) => trace.environment),
  version: ofTrace('text', (trace) => trace.version),
  release: ofTrace('text', (trace) => trace.release),
  tags: ofTrace('json', (trace) => trace.tags),
  bookmarked: ofTrace('flag', (trace) => trace.bookmarked),
  public: ofTrace('flag', (trace) => trace.public),
  level: statistic('text', ({ level }) => level),
  latency: statistic('number', ({ latency }) => latency),
  observationCount: statistic('count', ({ observationCount }) => observationCount),
  errorCount: statistic('count', ({ errorCount }) => errorCount),
  models: statistic('json', ({ models }) => models),
  inputTokens: statistic('count', ({ inputTokens }) => inputTokens),
  outputTokens: statistic('count', ({ outputTokens }) => outputTokens),
  cacheReadTokens: statistic('count', ({ cacheReadTokens }) => cacheReadTokens),
  cacheWriteTokens: statistic('count', ({ cacheWriteTokens }) => cacheWriteTokens),
  totalTokens: statistic('count', ({ totalTokens }) => totalTokens),
  totalCost: statistic('number', ({ totalCost }) => totalCost),
  scores: { type: 'json', value: ({ scores }) => scores.map(presentScore) },
  input: { ...ofTrace('json', ({ input }) => readValue(input)), text: ({ trace }) => trace.input },
  output: { ...ofTrace('json', ({ output }) => readValue(output)), text: ({ trace }) => trace.output },
  metadata: ofTrace('json', ({ metadata }) => readMetadata(metadata)),
  createdAt: ofTrace('instant', (trace) => trace.created_at),
  updatedAt: ofTrace('instant', (trace) => trace.updated_at),
}

function presentScore(score: ScoreRecord) {
  return {
    name: score.name,
    value: isFigure(score) ? score.value : (score.string_value ?? score.long_string_value),
    dataType: score.data_type,
    source: score.source,
    observationId: score.observation_id,
    comment: score.comment,
  }
}

const isFigure = ({ data_type: type }: ScoreRecord) => type === 'NUMERIC' || type === 'BOOLEAN'

const ofObservation = (
  type: ColumnType,
  value: (observation: ObservationRecord) => unknown,
): Column<ExportedObservation> => ({ type, value: ({ observation }) => value(observation) })
const head = (type: ColumnType, value: (trace: TraceHead) => unknown): Column<ExportedObservation> => ({
  type,
  value: ({ trace }) => (trace ? value(trace) : null),
})

export const observationColumns: Columns<ObservationExportColumn, ExportedObservation> = {
  id: ofObservation('text', (one) => one.id),
  traceId: ofObservation('text', (one) => one.trace_id),
  parentObservationId: ofObservation('text', (one) => one.parent_observation_id),
  type: ofObservation('text', (one) => one.type),
  name: ofObservation('text', (one) => one.name),
  startTime: ofObservation('instant', (one) => one.start_time),
  endTime: ofObservation('instant', (one) => one.end_time),
  completionStartTime: ofObservation('instant', (one) => one.completion_start_time),
  latency: ofObservation('number', (one) => one.latency),
  timeToFirstToken: ofObservation('number', (one) => one.time_to_first_token),
  environment: ofObservation('text', (one) => one.environment),
  level: ofObservation('text', (one) => one.level),
  statusMessage: ofObservation('text', (one) => one.status_message),
  version: ofObservation('text', (one) => one.version),
  release: ofObservation('text', (one) => one.release),
  model: ofObservation('text', (one) => one.provided_model_name),
  modelParameters: ofObservation('json', (one) => readObject(one.model_parameters)),
  usageDetails: ofObservation('json', (one) => one.usage_details),
  costDetails: ofObservation('json', (one) => one.cost_details),
  inputTokens: ofObservation('count', (one) => one.input_tokens),
  outputTokens: ofObservation('count', (one) => one.output_tokens),
  totalTokens: ofObservation('count', (one) => one.total_tokens),
  inputCost: ofObservation('number', (one) => one.input_cost),
  outputCost: ofObservation('number', (one) => one.output_cost),
  totalCost: ofObservation('number', (one) => one.total_cost),
  promptName: ofObservation('text', (one) => one.prompt_name),
  promptVersion: ofObservation('count', (one) => one.prompt_version),
  input: { ...ofObservation('json', (one) => readValue(one.input)), text: (row) => row.observation.input },
  output: { ...ofObservation('json', (one) => readValue(one.output)), text: (row) => row.observation.output },
  metadata: ofObservation('json', (one) => readMetadata(one.metadata)),
  traceName: head('text', ({ name }) => name),
  userId: head('text', (trace) => trace.user_id),
  sessionId: head('text', (trace) => trace.session_id),
  tags: head('json', ({ tags }) => tags),
  createdAt: ofObservation('instant', (one) => one.created_at),
  updatedAt: ofObservation('instant', (one) => one.updated_at),
}

export interface NamedColumn extends Column<never> {
  readonly name: string
}

/** In the order of the table; `names` null: all of them. */
export function columnsOf(table: 'traces' | 'observations', names: readonly string[] | null): NamedColumn[] {
  const columns: Readonly<Record<string, Column<never>>> =
    table === 'traces' ? traceColumns : observationColumns
  return Object.entries(columns)
    .filter(([name]) => names?.includes(name) ?? true)
    .map(([name, column]) => ({ name, ...column }))
}

/** The value of a cell as text; null where there is none. */
export function textOf(column: NamedColumn, row: never): string | null {
  if (column.text) return column.text(row)
  const value = column.value(row)
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
