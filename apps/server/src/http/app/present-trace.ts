import type { ObservationNode, TraceDetail, TraceListRow, TraceScore } from '@kansoku/contracts'
import {
  type ListedTrace,
  type ObservationNodeRow,
  readMetadata,
  readValue,
  type ScoreRecord,
  type TraceRecord,
  type TraceStatistics,
  type TraceWithNodes,
} from '@kansoku/query'

export function presentTraceRow(listed: ListedTrace): TraceListRow {
  const { trace } = listed
  return {
    ...presentHead(trace),
    ...presentStatistics(listed),
    inputPreview: trace.has_input ? trace.input_preview : null,
    outputPreview: trace.has_output ? trace.output_preview : null,
  }
}

/** What the reader may do with a trace. */
export type TraceRights = Pick<TraceDetail, 'mayAnnotate' | 'mayDelete'>

export function presentTrace(found: TraceWithNodes, rights: TraceRights): TraceDetail {
  const { trace } = found
  return {
    ...presentHead(trace),
    ...presentStatistics(found),
    input: readValue(trace.input),
    output: readValue(trace.output),
    metadata: readMetadata(trace.metadata),
    public: trace.public,
    usageDetails: found.usageDetails,
    costDetails: found.costDetails,
    observations: found.nodes.map(presentNode),
    scores: found.scores.map(presentScore),
    mayAnnotate: rights.mayAnnotate,
    mayDelete: rights.mayDelete,
  }
}

type Head = Pick<
  TraceRecord,
  | 'id'
  | 'timestamp'
  | 'name'
  | 'user_id'
  | 'session_id'
  | 'environment'
  | 'version'
  | 'release'
  | 'tags'
  | 'bookmarked'
>

export function presentHead(trace: Head) {
  return {
    id: trace.id,
    timestamp: trace.timestamp,
    name: trace.name,
    userId: trace.user_id,
    sessionId: trace.session_id,
    environment: trace.environment,
    version: trace.version,
    release: trace.release,
    tags: trace.tags,
    bookmarked: trace.bookmarked,
  }
}

export function presentStatistics(statistics: TraceStatistics) {
  return {
    models: [...statistics.models],
    observationCount: statistics.observationCount,
    errorCount: statistics.errorCount,
    level: statistics.level,
    recovered: statistics.recovered,
    latency: statistics.latency,
    inputTokens: statistics.inputTokens,
    outputTokens: statistics.outputTokens,
    cacheReadTokens: statistics.cacheReadTokens,
    cacheWriteTokens: statistics.cacheWriteTokens,
    totalTokens: statistics.totalTokens,
    totalCost: statistics.totalCost,
  }
}

export function presentNode(node: ObservationNodeRow): ObservationNode {
  return {
    id: node.id,
    traceId: node.trace_id,
    parentObservationId: node.parent_observation_id,
    type: node.type,
    name: node.name,
    startTime: node.start_time,
    endTime: node.end_time,
    completionStartTime: node.completion_start_time,
    latency: node.latency,
    timeToFirstToken: node.time_to_first_token,
    level: node.level,
    statusMessage: node.status_message,
    model: node.provided_model_name,
    usageDetails: node.usage_details,
    costDetails: node.cost_details,
    totalCost: node.total_cost,
  }
}

export function presentScore(score: ScoreRecord): TraceScore {
  return {
    id: score.id,
    name: score.name,
    observationId: score.observation_id,
    dataType: score.data_type,
    value: score.value,
    stringValue: score.string_value ?? score.long_string_value,
    source: score.source,
    comment: score.comment,
    configId: score.config_id,
    timestamp: score.timestamp,
  }
}
