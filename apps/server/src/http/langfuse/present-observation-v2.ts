import type { ObservationFieldGroup, ObservationV2 } from '@kansoku/contracts'
import type { ModelDefinition } from '@kansoku/platform'
import { type ObservationRecord, readMetadata, readObject, type TraceHead } from '@kansoku/query'
import { pricesOf, type UnitPrices } from './model-prices.ts'

/** Longest metadata value unless its key is in `expandMetadata`. */
const metadataLength = 200

interface Shape {
  readonly projectId: string
  readonly ownModels: readonly ModelDefinition[]
  readonly fields: readonly ObservationFieldGroup[]
  readonly expandMetadata: readonly string[]
}

type Part = Partial<ObservationV2>
type Present = (record: ObservationRecord, trace: TraceHead | undefined, shape: Shape) => Part

/** The fields of each group but `core`. Absent texts are empty. */
const groups: Readonly<Record<Exclude<ObservationFieldGroup, 'core'>, Present>> = {
  basic: (record, trace) => ({
    name: record.name ?? '',
    level: record.level,
    statusMessage: record.status_message ?? '',
    version: record.version ?? '',
    environment: record.environment,
    bookmarked: trace?.bookmarked ?? false,
    public: trace?.public ?? false,
    userId: trace?.user_id ?? '',
    sessionId: trace?.session_id ?? '',
    isRootObservation: !record.parent_observation_id,
  }),
  time: (record) => ({
    completionStartTime: record.completion_start_time,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }),
  io: (record) => ({ input: record.input ?? '', output: record.output ?? '' }),
  metadata: (record, _, { expandMetadata }) => ({
    metadata: flattenMetadata(readMetadata(record.metadata), expandMetadata),
  }),
  model: (record) => ({
    model: record.provided_model_name ?? '',
    providedModelName: record.provided_model_name ?? '',
    internalModelId: record.model_id,
    modelParameters: readObject(record.model_parameters),
  }),
  usage: (record) => ({
    usageDetails: record.usage_details,
    costDetails: record.cost_details,
    totalCost: record.total_cost,
    inputUsage: record.input_tokens,
    outputUsage: record.output_tokens,
    totalUsage: record.total_tokens,
    inputCost: record.input_cost,
    outputCost: record.output_cost,
    usagePricingTierId: record.pricing_tier_id,
    usagePricingTierName: record.pricing_tier_name,
  }),
  prompt: (record) => ({
    promptId: record.prompt_id ?? '',
    promptName: record.prompt_name ?? '',
    promptVersion: record.prompt_version,
  }),
  metrics: (record) => ({ latency: record.latency, timeToFirstToken: record.time_to_first_token }),
  trace_context: (record, trace) => ({
    traceName: trace?.name ?? '',
    tags: trace?.tags ?? [],
    release: record.release ?? trace?.release ?? '',
  }),
}

/** An observation of the observation-first read API with the groups of fields asked for. */
export function presentObservationV2(
  record: ObservationRecord,
  trace: TraceHead | undefined,
  shape: Shape,
): ObservationV2 {
  const prices: UnitPrices | undefined = shape.fields.includes('model')
    ? pricesOf(record, shape.ownModels)
    : undefined
  const core: ObservationV2 = {
    id: record.id,
    traceId: record.trace_id,
    startTime: record.start_time,
    endTime: record.end_time,
    projectId: shape.projectId,
    parentObservationId: record.parent_observation_id,
    type: record.type,
    modelId: prices ? record.model_id : null,
    inputPrice: priceText(prices?.input),
    outputPrice: priceText(prices?.output),
    totalPrice: priceText(prices?.total),
  }
  const parts = shape.fields.map((group) => (group === 'core' ? {} : groups[group](record, trace, shape)))
  return Object.assign(core, ...parts) as ObservationV2
}

/** A decimal without exponent: `0.0000025`. */
function priceText(price: number | null | undefined): string | null {
  if (price === null || price === undefined) return null
  const text = price.toFixed(18).replace(/\.?0+$/, '')
  return Number(text) === price ? text : String(price)
}

/** Nested objects as dotted keys; long values cut, except under the keys to expand. */
function flattenMetadata(
  metadata: Readonly<Record<string, unknown>>,
  expand: readonly string[],
): Record<string, unknown> {
  const flat: Record<string, unknown> = {}
  for (const [key, value] of flatEntries('', metadata)) {
    const whole = expand.some((name) => key === name || key.startsWith(`${name}.`))
    flat[key] = whole ? value : cut(value)
  }
  return flat
}

function* flatEntries(prefix: string, value: object): Generator<[key: string, value: unknown]> {
  for (const [key, item] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    const nested = typeof item === 'object' && item !== null && !Array.isArray(item)
    if (nested && Object.keys(item).length > 0) yield* flatEntries(path, item)
    else yield [path, item]
  }
}

function cut(value: unknown): unknown {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > metadataLength ? text.slice(0, metadataLength) : value
}
