import type { ObservationDetail, ObservationListRow } from '@kansoku/contracts'
import { previewOf } from '@kansoku/ingest'
import {
  type ListedObservation,
  type ObservationRecord,
  readMetadata,
  readObject,
  readValue,
} from '@kansoku/query'
import { presentNode } from './present-trace.ts'

export function presentObservation(record: ObservationRecord): ObservationDetail {
  return {
    ...presentNode(record),
    environment: record.environment,
    version: record.version,
    modelParameters: readObject(record.model_parameters),
    modelId: record.model_id,
    pricingTierName: record.pricing_tier_name,
    promptName: record.prompt_name,
    promptVersion: record.prompt_version,
    input: readValue(record.input),
    output: readValue(record.output),
    metadata: readMetadata(record.metadata),
  }
}

export function presentObservationRow({ observation, trace }: ListedObservation): ObservationListRow {
  const preview = (excerpt: string | null) => (excerpt === null ? null : previewOf(excerpt))
  return {
    id: observation.id,
    traceId: observation.trace_id,
    parentObservationId: observation.parent_observation_id,
    type: observation.type,
    name: observation.name,
    startTime: observation.start_time,
    endTime: observation.end_time,
    level: observation.level,
    statusMessage: observation.status_message,
    latency: observation.latency,
    timeToFirstToken: observation.time_to_first_token,
    tokensPerSecond: observation.tokens_per_second,
    inputTokens: observation.input_tokens,
    outputTokens: observation.output_tokens,
    cacheReadTokens: observation.cache_read_tokens,
    cacheWriteTokens: observation.cache_write_tokens,
    totalTokens: observation.total_tokens,
    totalCost: observation.total_cost,
    model: observation.provided_model_name,
    promptName: observation.prompt_name,
    promptVersion: observation.prompt_version,
    environment: observation.environment,
    version: observation.version,
    release: observation.release,
    toolCalls: observation.tool_call_names,
    inputPreview: preview(observation.input_excerpt),
    outputPreview: preview(observation.output_excerpt),
    traceName: trace?.name ?? null,
    userId: trace?.user_id ?? null,
    sessionId: trace?.session_id ?? null,
    tags: trace?.tags ?? [],
  }
}
