import {
  type ChatChunk,
  type ChatResult,
  type ChatStream,
  createAssembler,
  ProviderError,
} from '@kansoku/providers'
import { guardStream } from '../../guardrails/stream-guard.ts'
import { createUnmaskingWriter } from '../../guardrails/unmasking-writer.ts'
import { drained } from '../drained.ts'
import { writeHead } from '../exchange.ts'
import type { StreamWriter } from './dialect.ts'
import { toHttpError } from './errors.ts'
import { askedOf, finish, headOf, keep, type LlmCall, recordCall, remember, type Served } from './llm-call.ts'
import { answerHeaders } from './response-headers.ts'

/**
 * Passes a stream on as server-sent events. The call is written down before the last event goes out. An error in the
 * middle becomes an error event; a client that goes away ends the upstream call.
 */
export async function streamAnswer(call: LlmCall, outcome: Served, stream: ChatStream): Promise<void> {
  const { response } = call.exchange
  const writer = writerFor(call, outcome)
  const assembler = createAssembler()
  const complete = () =>
    assembler.result({ warnings: stream.warnings, upstreamHeaders: stream.upstreamHeaders })
  sendHead(call, outcome)
  try {
    for await (const batch of checked(call, stream)) {
      for (const chunk of batch) assembler.add(chunk)
      const text = writer.format(batch)
      if (text !== '' && !response.write(text)) await drained(response)
      if (response.destroyed) throw clientGone(outcome)
    }
  } catch (cause) {
    await breakOff(call, outcome, writer, toProviderError(cause, outcome), complete())
    return
  }
  const result = complete()
  const { usage } = result
  outcome.trip.end({ tokens: usage?.totalTokens ?? 0 })
  remember(call, outcome, result)
  await recordCall(call, finish(call, outcome, result))
  keep(call, outcome, result)
  response.end(writer.end(result))
}

function writerFor(call: LlmCall, outcome: Served): StreamWriter {
  const writer = call.dialect.createWriter(headOf(call, outcome), askedOf(call))
  const { masked } = call.guards ?? {}
  return masked && !masked.isEmpty ? createUnmaskingWriter(writer, masked) : writer
}

function checked({ guards, now }: LlmCall, stream: ChatStream): AsyncIterable<readonly ChatChunk[]> {
  return guards && guards.of('post_call').length > 0 ? guardStream(guards, stream, now) : stream
}

function sendHead(call: LlmCall, outcome: Served): void {
  const { exchange, context } = call
  const times = { startedAt: call.startedAt, now: call.now() }
  writeHead(exchange.response, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    ...answerHeaders(call, outcome, times, context.placeOf(outcome.deployment), undefined),
  })
}

async function breakOff(
  call: LlmCall,
  outcome: Served,
  writer: StreamWriter,
  error: ProviderError,
  partial: ChatResult,
): Promise<void> {
  const { exchange, context } = call
  outcome.trip.end({ tokens: partial.usage?.totalTokens ?? 0 })
  if (error.errorClass !== 'cancelled' && error.provider !== 'guardrail') {
    const groupSize = context.models.resolve(outcome.group)?.deployments.length ?? 1
    context.health.recordFailure(outcome.deployment, error, groupSize)
  }
  await recordCall(call, finish(call, outcome, partial, error))
  if (exchange.response.destroyed) return
  exchange.response.end(writer.fail(toHttpError(error)))
}

function clientGone({ deployment }: Served): ProviderError {
  return new ProviderError('cancelled', 'The client closed the connection (499).', {
    provider: deployment.target.provider,
  })
}

function toProviderError(cause: unknown, { deployment }: Served): ProviderError {
  if (cause instanceof ProviderError) return cause
  return new ProviderError('internal_server', `Unexpected failure: ${cause}`, {
    provider: deployment.target.provider,
    cause,
  })
}
