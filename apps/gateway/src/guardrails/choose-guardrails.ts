import { isRecord } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'
import { badRequest, HttpError } from '../http/http-error.ts'
import type { Runnable } from './runnable.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The guardrails of a call: those of all calls, of its models, key and team, and those that it names. One that is named and not
 * there is an error: whoever named it relies on it.
 * @throws {HttpError} 400 for a name that is not configured, 403 for a call that may not do without
 */
export function chooseGuardrails(
  all: readonly Runnable[],
  { key, team }: Pick<Caller, 'key' | 'team'>,
  body: Values,
  ofModels: readonly string[],
): readonly Runnable[] {
  const ofKey = key?.metadata ?? {}
  const asked = new Set([
    ...ofModels,
    ...(team?.guardrails ?? []),
    ...namesIn(ofKey.guardrails),
    ...placesIn(body).flatMap(({ guardrails }) => namesIn(guardrails)),
  ])
  const wantsNone = placesIn(body).some(isSwitchedOff)
  if (wantsNone && key !== undefined && !isSwitchedOff(ofKey))
    throw new HttpError(403, 'permission_error', 'This key may not switch guardrails off.')
  const off = wantsNone || isSwitchedOff(ofKey)
  for (const name of asked) {
    if (!all.some(({ guardrail }) => guardrail.name === name))
      throw badRequest(`There is no guardrail "${name}" in the config of this gateway.`, 'guardrails')
  }
  return all.filter(({ guardrail: { name, byDefault } }) => asked.has(name) || (byDefault && !off))
}

/** Where LiteLLM looks in a body. */
function placesIn(body: Values): readonly Values[] {
  return [body, body.metadata, body.litellm_metadata].filter(isRecord)
}

function isSwitchedOff({
  disable_global_guardrails: plural,
  disable_global_guardrail: one,
}: Values): boolean {
  return plural === true || one === true
}

/** A list of names, or of maps from a name to settings. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => (isRecord(item) ? Object.keys(item) : [String(item)]))
}
