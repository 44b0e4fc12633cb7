import { type ChatResult, ProviderError } from '@kansoku/providers'
import { withoutWords } from '../../guardrails/answer-texts.ts'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import { unmaskAnswer } from '../../guardrails/unmask-answer.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import { type Headers, sendJson } from '../exchange.ts'
import { toHttpError } from './errors.ts'
import { askedOf, finish, headOf, keep, type LlmCall, recordCall, remember, type Served } from './llm-call.ts'
import { answerHeaders } from './response-headers.ts'

/** Gives an answer at once, if its guardrails let it pass. */
export async function answerWhole(call: LlmCall, outcome: Served, result: ChatResult): Promise<void> {
  const checked = call.guards ? await check(call.guards, result) : result
  if (checked instanceof ProviderError) {
    await refuseAnswer(call, outcome, result, checked)
    return
  }
  const finished = finish(call, outcome, checked)
  remember(call, outcome, checked)
  await recordCall(call, finished)
  keep(call, outcome, checked)
  const headers = headersOf(call, outcome, finished)
  if (call.dialect.sendAnswer?.(call.exchange, checked, headers)) return
  const answer = call.dialect.toAnswer(checked, headOf(call, outcome), askedOf(call))
  sendJson(call.exchange, 200, shown(call, answer), headers)
}

async function check(guards: CallGuards, result: ChatResult): Promise<ChatResult | ProviderError> {
  try {
    return await guards.checkAnswer(result)
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
}

function shown({ guards }: LlmCall, answer: unknown): unknown {
  return guards && !guards.masked.isEmpty ? unmaskAnswer(answer, guards.masked) : answer
}

/** An answer that nobody gets; it cost all the same. */
export async function refuseAnswer(
  call: LlmCall,
  outcome: Served,
  result: ChatResult,
  error: ProviderError,
): Promise<void> {
  const finished = finish(call, outcome, withoutWords(result), error)
  await recordCall(call, finished)
  if (call.exchange.response.destroyed) return
  call.dialect.sendError(call.exchange, toHttpError(error), headersOf(call, outcome, finished))
}

function headersOf(call: LlmCall, outcome: Served, { served }: FinishedCall): Headers {
  const times = { startedAt: call.startedAt, now: call.now() }
  return answerHeaders(
    call,
    outcome,
    times,
    call.context.placeOf(outcome.deployment),
    served?.settlement.cost,
  )
}
