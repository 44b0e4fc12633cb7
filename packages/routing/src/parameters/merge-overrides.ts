import { isRecord } from './values.ts'

/** A request body with the fields that a fallback replaces; `litellm_params` of the fallback count as fields. */
export function mergeOverrides(
  body: Readonly<Record<string, unknown>>,
  overrides: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { litellm_params: nested, ...fields } = overrides
  return { ...body, ...(isRecord(nested) ? nested : {}), ...fields }
}
