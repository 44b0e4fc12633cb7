import { OPENAI_ONLY } from '../../spec/openai-parameters.ts'
import type { Draft } from './draft.ts'

/** Parameters without a neutral name: OpenAI's own are dropped, the others are taken for Anthropic's. */
export function extraFields(
  extra: Readonly<Record<string, unknown>> = {},
  draft: Draft,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined || value === null) continue
    const foreignTier = name === 'service_tier' && value !== 'auto' && value !== 'standard_only'
    if (OPENAI_ONLY.has(name) || foreignTier) draft.drop(name, "Anthropic's API has no counterpart")
    else if (name === 'anthropic_beta') addBetas(value, draft)
    else fields[name] = value
  }
  return fields
}

function addBetas(value: unknown, { betas }: Draft): void {
  for (const name of Array.isArray(value) ? value : [value]) betas.add(String(name))
}
