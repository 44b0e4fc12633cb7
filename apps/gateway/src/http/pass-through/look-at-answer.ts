import { type OwnCall, type PassedAnswer, ProviderError } from '@kansoku/providers'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import { type Checked, checkOwnAnswer } from '../../guardrails/own-answer.ts'
import { GuardrailRefusal } from '../../guardrails/refusal.ts'
import { toHttpError } from '../call/errors.ts'
import { headersBefore } from '../call/response-headers.ts'
import { writeHead } from '../exchange.ts'
import { headersFor, type Passage, type PassingCall } from './passing-call.ts'
import { writeDown } from './write-down.ts'

/** A longer answer is not held here, and is refused where it would have to be. */
const mostBytes = 32 * 1024 * 1024

/** Whether an answer stays here until it is whole: to be looked at, or to be told in the words of the client again. */
export function isToBeLookedAt(guards: CallGuards, { reader, stream }: OwnCall): boolean {
  if (guards.of('post_call').length > 0) return true
  return !guards.masked.isEmpty && reader !== undefined && !stream
}

/** Gives an answer at once, if it comes whole and its guardrails let it pass. */
export async function answerLookedAt(
  passing: PassingCall,
  guards: CallGuards,
  answer: PassedAnswer,
  passage: Passage,
): Promise<void> {
  const { call, exchange } = passing
  const { response } = exchange
  const looked = await look(guards, answer, call).catch((error: unknown) => {
    if (error instanceof ProviderError) return error
    throw error
  })
  if (looked instanceof ProviderError) return refuseAnswered(passing, answer, passage, looked)
  const cost = await writeDown(passing, answer, passage, looked)
  if (response.destroyed) return
  const { shown } = looked
  writeHead(response, answer.status, headersFor(passing, answer, cost, shown.length))
  response.end(shown)
}

async function look(guards: CallGuards, answer: PassedAnswer, { stream }: OwnCall): Promise<Checked> {
  const { 'content-type': contentType, 'content-encoding': packed = 'identity' } = answer.headers
  const pieces: Uint8Array[] = []
  let size = 0
  for (let read = await answer.read(); read; read = await answer.read()) {
    for (const piece of read) size += piece.length
    if (size > mostBytes) throw new GuardrailRefusal('This answer is too long for its guardrails to look at.')
    pieces.push(...read)
  }
  const body = Buffer.concat(pieces)
  if (size === 0) return { shown: body }
  if (packed !== 'identity')
    throw new GuardrailRefusal(`This answer is packed (${packed}), so its guardrails cannot look at it.`)
  return checkOwnAnswer(guards, { contentType, body, stream })
}

/** An answer that nobody gets; it cost all the same. */
export async function refuseAnswered(
  passing: PassingCall,
  answer: PassedAnswer,
  passage: Passage,
  error: ProviderError,
): Promise<void> {
  const { exchange, vendor, ids } = passing
  await writeDown(passing, answer, passage, { error, refused: true })
  if (exchange.response.destroyed) return
  vendor.sendError(exchange, toHttpError(error), headersBefore(ids, {}))
}
