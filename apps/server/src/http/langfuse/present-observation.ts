import type { ObservationV1 } from '@kansoku/contracts'
import type { ModelDefinition } from '@kansoku/platform'
import { type ObservationRecord, readMetadata, readObject, readValue } from '@kansoku/query'
import { pricesOf } from './model-prices.ts'

/** An observation of the legacy read API: numbers for prices, null for what is absent. */
export function presentObservation(
  record: ObservationRecord,
  projectId: string,
  ownModels: readonly ModelDefinition[],
): ObservationV1 {
  const prices = pricesOf(record, ownModels)
  return {
    id: record.id,
    traceId: record.trace_id,
    projectId,
    type: record.type,
    name: record.name,
    startTime: record.start_time,
    endTime: record.end_time,
    completionStartTime: record.completion_start_time,
    model: record.provided_model_name,
    modelParameters: readObject(record.model_parameters),
    input: readValue(record.input),
    output: readValue(record.output),
    version: record.version,
    metadata: readMetadata(record.metadata),
    usage: {
      unit: 'TOKENS',
      input: record.input_tokens,
      output: record.output_tokens,
      total: record.total_tokens,
      inputCost: record.input_cost,
      outputCost: record.output_cost,
      totalCost: record.total_cost,
    },
    usageDetails: record.usage_details,
    costDetails: record.cost_details,
    level: record.level,
    statusMessage: record.status_message,
    parentObservationId: record.parent_observation_id,
    promptId: record.prompt_id,
    promptName: record.prompt_name,
    promptVersion: record.prompt_version,
    environment: record.environment,
    modelId: record.model_id,
    inputPrice: prices.input,
    outputPrice: prices.output,
    totalPrice: prices.total,
    calculatedInputCost: record.input_cost,
    calculatedOutputCost: record.output_cost,
    calculatedTotalCost: record.total_cost,
    latency: record.latency,
    timeToFirstToken: record.time_to_first_token,
    unit: 'TOKENS',
    promptTokens: record.input_tokens,
    completionTokens: record.output_tokens,
    totalTokens: record.total_tokens,
    usagePricingTierId: record.pricing_tier_id,
    usagePricingTierName: record.pricing_tier_name,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }
}
