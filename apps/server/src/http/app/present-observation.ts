import type { ObservationDetail } from '@kansoku/contracts'
import { type ObservationRecord, readMetadata, readObject, readValue } from '@kansoku/query'
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
