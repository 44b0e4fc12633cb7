import type { ScoreEvent, ScoreFields } from '../events/event.ts'

/** What a score that names this config may be. */
export interface ScoreConfig {
  readonly id: string
  readonly name: string
  readonly dataType: 'NUMERIC' | 'CATEGORICAL' | 'BOOLEAN' | 'TEXT'
  readonly isArchived: boolean
  /** Of NUMERIC, both included; null: none. */
  readonly minValue: number | null
  readonly maxValue: number | null
  readonly categories: readonly { readonly label: string; readonly value: number }[] | null
}

/** A score that names a config, before it is held to it. */
export interface HeldScore {
  readonly projectId: string
  readonly event: ScoreEvent
  /** As it was given, not as it was inferred from the value. */
  readonly dataType: ScoreFields['dataType'] | null
}

export type HeldOutcome = { readonly ok: ScoreEvent } | { readonly reject: string }

/**
 * Holds a score to its config, whose name and data type it takes. Langfuse accepts what does not fit and drops it
 * later; here the sender is told why at once.
 */
export function applyScoreConfig(
  { event, dataType }: Omit<HeldScore, 'projectId'>,
  config: ScoreConfig | undefined,
): HeldOutcome {
  if (!config) return { reject: 'The configId you provided does not match a valid config in this project' }
  if (config.isArchived) {
    return {
      reject: 'Config is archived and cannot be used to create new scores. Please restore the config first.',
    }
  }
  if (dataType !== null && dataType !== config.dataType) {
    return { reject: `Data type mismatch based on config: expected ${config.dataType}, got ${dataType}` }
  }
  const fault = faultOfValue(config, event.fields.value)
  if (fault !== null) {
    return { reject: `Ingested score body not valid against provided config: value - ${fault}` }
  }
  const { name } = config
  const category = config.categories?.find(({ label }) => label === event.fields.value)
  const fields: ScoreFields = { ...event.fields, name, dataType: config.dataType }
  if (config.dataType === 'CATEGORICAL' && category) fields.categoryValue = category.value
  return { ok: { ...event, fields } }
}

function faultOfValue(config: ScoreConfig, value: number | string): string | null {
  const { dataType, minValue, maxValue, categories } = config
  const expected = dataType === 'NUMERIC' || dataType === 'BOOLEAN' ? 'number' : 'string'
  if (typeof value !== expected)
    return `Expected a ${expected} for data type ${dataType}, got a ${typeof value}`
  if (typeof value === 'number') {
    if (dataType === 'BOOLEAN' && value !== 0 && value !== 1)
      return 'Value must be 0 or 1 for data type BOOLEAN'
    if (minValue !== null && value < minValue) return `${value} is below the minimum value of ${minValue}`
    if (maxValue !== null && value > maxValue) return `${value} exceeds the maximum value of ${maxValue}`
    return null
  }
  if (dataType === 'TEXT') {
    const isInBounds = value.length >= 1 && value.length <= 500
    return isInBounds ? null : 'Value must have 1 to 500 characters for data type TEXT'
  }
  if (categories?.some(({ label }) => label === value)) return null
  const known = categories?.map(({ label }) => label).join(', ')
  return `"${value.slice(0, 100)}" is no category of the config: ${known}`
}
