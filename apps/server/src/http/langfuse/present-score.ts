import {
  type ScoreDataType,
  type ScoreFieldGroup,
  type ScoreSubject,
  type ScoreTrace,
  type ScoreV1,
  type ScoreV2,
  type ScoreV3,
  scoreDataTypes,
} from '@kansoku/contracts'
import { readMetadata, type ScoreRecord, type TraceHead } from '@kansoku/query'

function presentHead(score: ScoreRecord) {
  return {
    id: score.id,
    name: score.name,
    source: score.source,
    timestamp: score.timestamp,
    createdAt: score.created_at,
    updatedAt: score.updated_at,
    authorUserId: score.author_user_id,
    comment: score.comment,
    metadata: readMetadata(score.metadata),
    configId: score.config_id,
    queueId: score.queue_id,
    environment: score.environment,
  }
}

function dataTypeOf({ data_type }: ScoreRecord): ScoreDataType {
  return scoreDataTypes.find((known) => known === data_type) ?? 'NUMERIC'
}

/** The value as the first two generations write it. */
function presentValue(score: ScoreRecord): { value?: number; stringValue: string | null } {
  switch (dataTypeOf(score)) {
    case 'NUMERIC':
      return { value: score.value ?? 0, stringValue: null }
    case 'BOOLEAN':
    case 'CATEGORICAL':
      return { value: score.value ?? 0, stringValue: score.string_value ?? '' }
    case 'TEXT':
      return { stringValue: score.string_value ?? '' }
    case 'CORRECTION':
      return { value: 0, stringValue: score.long_string_value ?? '' }
  }
}

/** Scores that the first generation knows. */
export function isScoreV1(score: ScoreRecord): boolean {
  return score.trace_id !== null && dataTypeOf(score) !== 'CORRECTION'
}

export function presentScoreV1(score: ScoreRecord): ScoreV1 {
  return {
    ...presentHead(score),
    traceId: score.trace_id ?? '',
    observationId: score.observation_id,
    dataType: dataTypeOf(score),
    ...presentValue(score),
  }
}

export function presentScoreV2(score: ScoreRecord, projectId: string): ScoreV2 {
  return {
    ...presentHead(score),
    projectId,
    traceId: score.trace_id,
    observationId: score.observation_id,
    sessionId: score.session_id,
    datasetRunId: score.dataset_run_id,
    dataType: dataTypeOf(score),
    ...presentValue(score),
  }
}

export function presentScoreTrace(trace: TraceHead | undefined): ScoreTrace | null {
  if (!trace) return null
  const { user_id, tags, environment, session_id } = trace
  return { userId: user_id, tags, environment, sessionId: session_id }
}

export function presentScoreV3(
  score: ScoreRecord,
  projectId: string,
  groups: readonly ScoreFieldGroup[],
): ScoreV3 {
  return {
    id: score.id,
    projectId,
    name: score.name,
    value: singleValue(score),
    dataType: dataTypeOf(score),
    source: score.source,
    timestamp: score.timestamp,
    environment: score.environment,
    createdAt: score.created_at,
    updatedAt: score.updated_at,
    ...(groups.includes('details') && {
      comment: score.comment,
      configId: score.config_id,
      metadata: readMetadata(score.metadata),
    }),
    ...(groups.includes('subject') && { subject: subjectOf(score) }),
    ...(groups.includes('annotation') && { authorUserId: score.author_user_id, queueId: score.queue_id }),
  }
}

function singleValue(score: ScoreRecord): number | boolean | string {
  switch (dataTypeOf(score)) {
    case 'NUMERIC':
      return score.value ?? 0
    case 'BOOLEAN':
      return score.value === 1
    case 'CORRECTION':
      return score.long_string_value ?? ''
    default:
      return score.string_value ?? ''
  }
}

function subjectOf(score: ScoreRecord): ScoreSubject | null {
  if (score.dataset_run_id !== null) return { kind: 'experiment', id: score.dataset_run_id }
  if (score.observation_id !== null) {
    return { kind: 'observation', id: score.observation_id, traceId: score.trace_id }
  }
  if (score.session_id !== null) return { kind: 'session', id: score.session_id }
  return score.trace_id === null ? null : { kind: 'trace', id: score.trace_id }
}
