import type { ProviderError } from '@kansoku/providers'
import type { CallOutcome } from '@kansoku/routing'
import { pythonText } from '../../recording/python-text.ts'
import { toHttpError } from './errors.ts'
import { type LlmCall, recordCall } from './llm-call.ts'
import { answerHeaders } from './response-headers.ts'

type Refused = Extract<CallOutcome, { ok: false }>

/** How a call ends that no deployment was tried for. */
export function untried(error: ProviderError): Refused {
  return { ok: false, error, attempts: [], fallbacks: 0, retries: 0 }
}

/** Tells a client that its call has no answer. `fallbacks`: groups that did not help. */
export async function refuse(
  call: LlmCall,
  outcome: Refused,
  fallbacks: readonly string[] = [],
): Promise<void> {
  const { exchange, parsed } = call
  const { attempts, retries, error } = outcome
  await recordCall(call, {
    ...call.record,
    endedAt: call.now(),
    attempts,
    retries,
    fallbacks: outcome.fallbacks,
    error,
  })
  if (exchange.response.destroyed) return
  const suffix =
    fallbacks.length === 0
      ? ''
      : `. Received Model Group=${parsed.model}\nAvailable Model Group Fallbacks=${pythonText(fallbacks)}`
  const times = { startedAt: call.startedAt, now: call.now() }
  const headers = answerHeaders(call, outcome, times, {}, undefined)
  call.dialect.sendError(exchange, toHttpError(error, suffix), headers)
}
