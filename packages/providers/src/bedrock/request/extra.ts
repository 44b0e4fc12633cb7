import { OPENAI_ONLY } from '../../spec/openai-parameters.ts'
import type { Draft } from './draft.ts'

export interface ExtraPlan {
  /** Beside `messages`. */
  readonly topLevel: Readonly<Record<string, unknown>>
  /** Into `additionalModelRequestFields`. */
  readonly fields: Readonly<Record<string, unknown>>
}

const TOP_LEVEL = new Set([
  'additionalModelResponseFieldPaths',
  'guardrailConfig',
  'outputConfig',
  'performanceConfig',
  'promptVariables',
  'requestMetadata',
  'serviceTier',
])

/** Parameters without a neutral name: Converse's own, OpenAI's own, and the model's own (everything else). */
export function planExtra(
  extra: Readonly<Record<string, unknown>>,
  betas: readonly string[],
  draft: Draft,
): ExtraPlan {
  const topLevel: Record<string, unknown> = {}
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined || value === null) continue
    if (TOP_LEVEL.has(name)) topLevel[name] = value
    else if (name === 'service_tier') topLevel.serviceTier = toServiceTier(value)
    else if (name === 'additionalModelRequestFields') Object.assign(fields, value)
    else if (OPENAI_ONLY.has(name)) draft.drop(name, 'the Converse API has no counterpart')
    else fields[name] = value
  }
  if (betas.length > 0) {
    const own = Array.isArray(fields.anthropic_beta) ? fields.anthropic_beta : []
    fields.anthropic_beta = [...new Set([...own, ...betas])]
  }
  return { topLevel, fields }
}

/** OpenAI's word, or Converse's object as it is. */
function toServiceTier(value: unknown): unknown {
  return typeof value === 'string' ? { type: value === 'auto' ? 'default' : value } : value
}
