import { type PassedAnswer, ProviderError } from '@kansoku/providers'
import { limitsOf } from '@kansoku/routing'
import { parseOptions } from '../call/call-options.ts'
import { toHttpError } from '../call/errors.ts'
import { headersBefore } from '../call/response-headers.ts'
import { watchClient } from '../call/watch-client.ts'
import { drained } from '../drained.ts'
import { writeHead } from '../exchange.ts'
import { answerLookedAt, isToBeLookedAt, refuseAnswered } from './look-at-answer.ts'
import { headersFor, type Passage, type PassingCall } from './passing-call.ts'
import { writeDown, writeFailure } from './write-down.ts'

/** Sends a request on and its answer back, byte by byte, and writes the call down before the last one. */
export async function relay(passing: PassingCall): Promise<void> {
  const { exchange, context, vendor, call, deployment, guards, ids, now } = passing
  const client = watchClient(exchange)
  const sentAt = now()
  const trip = context.traffic.begin(deployment.id, call.stream ? 'stream' : 'whole')
  try {
    const signal = guards ? AbortSignal.any([client.signal, guards.refused]) : client.signal
    const options = { ...parseOptions({}, exchange.request.headers), signal }
    // Files may take long as long as they keep coming.
    const untimed = call.stream || !call.reader
    const limits = limitsOf(options, deployment, context.config.reliability, untimed)
    const answer = await context.ownApis.send(deployment.target, call, limits)
    try {
      await answerWith(passing, answer, { sentAt, answeredAt: now(), trip })
    } finally {
      answer.cancel()
    }
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    // What its guardrails refuse ends a request, too.
    const error = (await guards?.refusal()) ?? cause
    trip.end({ timedOut: error.errorClass === 'timeout' })
    await writeFailure(passing, sentAt, error)
    if (exchange.response.headersSent) exchange.response.destroy()
    else vendor.sendError(exchange, toHttpError(error), headersBefore(ids, {}))
  } finally {
    trip.end()
  }
}

async function answerWith(passing: PassingCall, answer: PassedAnswer, passage: Passage): Promise<void> {
  const { context, call, deployment, guards } = passing
  if (answer.error) return answerRefusal(passing, answer, answer.error, passage)
  context.health.recordSuccess(deployment)
  const refusal = await guards?.refusal()
  if (refusal) return refuseAnswered(passing, answer, passage, refusal)
  if (guards && isToBeLookedAt(guards, call)) return answerLookedAt(passing, guards, answer, passage)
  if (call.reader && !call.stream) return answerWhole(passing, answer, passage)
  passage.trip.answered()
  return answerPieces(passing, answer, passage)
}

/** The vendor's own words for what is wrong. */
async function answerRefusal(
  passing: PassingCall,
  answer: PassedAnswer,
  error: ProviderError,
  { sentAt, trip }: Passage,
): Promise<void> {
  const { response } = passing.exchange
  trip.end()
  await writeFailure(passing, sentAt, error)
  const body = Buffer.concat((await answer.read()) ?? [])
  if (response.destroyed) return
  writeHead(response, answer.status, headersFor(passing, answer, undefined, body.length))
  response.end(body)
}

async function answerWhole(passing: PassingCall, answer: PassedAnswer, passage: Passage): Promise<void> {
  const { response } = passing.exchange
  const pieces: Uint8Array[] = []
  for (let read = await answer.read(); read; read = await answer.read()) pieces.push(...read)
  const cost = await writeDown(passing, answer, passage)
  if (response.destroyed) return
  const body = Buffer.concat(pieces)
  writeHead(response, answer.status, headersFor(passing, answer, cost, body.length))
  response.end(body)
}

async function answerPieces(passing: PassingCall, answer: PassedAnswer, passage: Passage): Promise<void> {
  const { response } = passing.exchange
  writeHead(response, answer.status, headersFor(passing, answer, undefined, undefined))
  response.flushHeaders()
  try {
    for (let read = await answer.read(); read; read = await answer.read()) {
      for (const piece of read) if (!response.write(piece)) await drained(response)
      if (response.destroyed) throw clientGone(passing)
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await writeDown(passing, answer, passage, { error })
    response.destroy()
    return
  }
  await writeDown(passing, answer, passage)
  response.end()
}

function clientGone({ deployment }: PassingCall): ProviderError {
  return new ProviderError('cancelled', 'The client closed the connection (499).', {
    provider: deployment.target.provider,
  })
}
