import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import {
  type ChatResult,
  type ChatStream,
  createAssembler,
  NO_USAGE,
  ProviderError,
} from '@kansoku/providers'
import { writeHead } from '../exchange.ts'
import { toErrorBody } from '../http-error.ts'
import { type ChatExchange, finish, headOf, type Served } from './chat-exchange.ts'
import { toHttpError } from './errors.ts'
import { createEventWriter, endOfStream } from './event-stream.ts'
import { answerHeaders } from './response-headers.ts'

/**
 * Passes a stream on as server-sent events. The call is written down before the last event goes out. An error in the
 * middle becomes an error event; a client that goes away ends the upstream call.
 */
export async function streamAnswer(call: ChatExchange, outcome: Served, stream: ChatStream): Promise<void> {
  const { exchange, context, parsed } = call
  const { response } = exchange
  const writer = createEventWriter(headOf(call, outcome))
  const assembler = createAssembler()
  const complete = () =>
    assembler.result({ warnings: stream.warnings, upstreamHeaders: stream.upstreamHeaders })
  sendHead(call, outcome)
  try {
    for await (const batch of stream) {
      for (const chunk of batch) assembler.add(chunk)
      const text = writer.format(batch)
      if (text !== '' && !response.write(text)) await drained(response)
      if (response.destroyed) throw clientGone(outcome)
    }
  } catch (cause) {
    await breakOff(call, outcome, toProviderError(cause, outcome), complete())
    return
  }
  const result = complete()
  await context.recorder.record(finish(call, outcome, result))
  const wantsUsage = parsed.includeUsage || context.config.alwaysIncludeStreamUsage
  response.end((wantsUsage ? writer.formatUsage(result.usage ?? NO_USAGE) : '') + endOfStream)
}

function sendHead(call: ChatExchange, outcome: Served): void {
  const { exchange, context } = call
  const times = { startedAt: call.startedAt, now: call.now() }
  writeHead(exchange.response, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    ...answerHeaders(call.ids, outcome, times, context.placeOf(outcome.deployment), undefined),
  })
}

async function breakOff(
  call: ChatExchange,
  outcome: Served,
  error: ProviderError,
  partial: ChatResult,
): Promise<void> {
  const { exchange, context } = call
  if (error.errorClass !== 'cancelled') {
    const groupSize = context.models.resolve(outcome.group)?.deployments.length ?? 1
    context.health.recordFailure(outcome.deployment, error, groupSize)
  }
  await context.recorder.record(finish(call, outcome, partial, error))
  if (exchange.response.destroyed) return
  exchange.response.end(`data: ${JSON.stringify(toErrorBody(toHttpError(error)))}\n\n`)
}

async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return
  const gone = new AbortController()
  const onClose = () => gone.abort()
  response.once('close', onClose)
  await once(response, 'drain', { signal: gone.signal }).catch(() => undefined)
  response.off('close', onClose)
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
