import { type PassThrough, ProviderError } from '@kansoku/providers'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import { GuardrailRefusal } from '../../guardrails/refusal.ts'
import { toHttpError } from '../call/errors.ts'
import { headersBefore } from '../call/response-headers.ts'
import { isObject, withFields } from './own-request.ts'
import type { PassingCall } from './passing-call.ts'
import { writeRefusal } from './write-down.ts'

/**
 * Lets guardrails look at a request in a vendor's own words before the vendor does.
 * @returns the call as it goes on; undefined when it was refused
 */
export async function passOwnGuards(
  passing: PassingCall,
  guards: CallGuards,
  api: PassThrough,
): Promise<PassingCall | undefined> {
  const { exchange, vendor, ids, record } = passing
  const { request } = passing.call
  // A part of an answer may begin in the middle of what is looked for.
  const { range: _range, ...headers } = request.headers
  const whole = guards.of('post_call').length > 0 ? { ...request, headers } : request
  const call = { ...passing.call, request: whole }
  if (request.body.length === 0 || !looksAtPrompt(guards)) return { ...passing, call }
  try {
    if (!isObject(request)) throw refuseUnread(passing, guards)
    const body = await guards.checkPrompt()
    guards.watchCall()
    return { ...passing, call: api.read(withFields(whole, body)), record: { ...record, body } }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await writeRefusal(passing, error)
    if (!exchange.response.destroyed) vendor.sendError(exchange, toHttpError(error), headersBefore(ids, {}))
    return undefined
  }
}

const ofPrompts = ['pre_call', 'during_call'] as const

function looksAtPrompt(guards: CallGuards): boolean {
  return ofPrompts.some((mode) => guards.of(mode).length > 0)
}

/** Files and forms can hold prompts, too: those of a batch for instance. */
function refuseUnread({ now }: PassingCall, guards: CallGuards): GuardrailRefusal {
  const message = 'This body is no JSON object, so the guardrails of this call cannot look at it.'
  for (const mode of ofPrompts)
    for (const runnable of guards.of(mode))
      guards.note(runnable, mode, now(), { kind: 'refused', message, found: {} })
  return new GuardrailRefusal(message)
}
