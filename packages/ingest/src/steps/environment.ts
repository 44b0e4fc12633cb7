import type { Step } from './step.ts'

/**
 * The name under which an environment is stored, null for one that cannot be used. Source of the rule: Langfuse's
 * ingestion types, "environment".
 */
export function normaliseEnvironment(environment: unknown): string | null {
  if (typeof environment !== 'string') return null
  const name = environment
    .toLowerCase()
    .replace(/^(?:langfuse[-_]?)+/, '')
    .slice(0, 40)
  return /^[a-z0-9_-]+$/.test(name) ? name : 'default'
}

/** Environments are brought into the form that filters offer; a wrong one never costs the user the event. */
export const environmentStep: Step = (event) => {
  const { fields } = event
  if (fields.environment !== undefined) fields.environment = normaliseEnvironment(fields.environment)
  return { ok: event }
}
