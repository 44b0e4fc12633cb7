import type { ProviderAdapter, SpeechProtocol, Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatResult } from '../spec/result.ts'
import type { SpeechRequest } from '../spec/task.ts'
import { giveUp, requireAnswer, sendRepaired, toProviderError } from './call.ts'
import { toConnectionError } from './connection-error.ts'
import { type CallLimits, type Deadlines, startDeadlines } from './deadlines.ts'
import type { StreamingResponse, Transport } from './transport.ts'

interface SpeechCall {
  readonly adapter: ProviderAdapter
  readonly target: Target
  readonly protocol: SpeechProtocol
  readonly request: SpeechRequest
  readonly limits: CallLimits
}

/** Resolves when the sound begins, so that it can be heard before it is whole. Rejects with `ProviderError` only. */
export async function speak(transport: Transport, call: SpeechCall): Promise<ChatResult> {
  const { adapter, target, protocol, request, limits } = call
  const deadlines = startDeadlines(target.provider, limits)
  try {
    const build = (signal: AbortSignal) => protocol.build(request, target, signal)
    const sent = await sendRepaired(transport, adapter, build, deadlines)
    const { built, response } = requireAnswer(adapter, sent)
    deadlines.answered()
    const contentType = response.headers['content-type'] ?? 'audio/mpeg'
    return {
      choices: [],
      body: { pieces: readPieces(target, built.request.url, response, deadlines), contentType },
      usage: protocol.usageOf(request),
      warnings: built.warnings,
      upstreamHeaders: response.headers,
    }
  } catch (error) {
    giveUp(call, deadlines)
    throw toProviderError(call, error)
  }
}

async function* readPieces(
  { provider }: Target,
  url: string,
  response: StreamingResponse,
  deadlines: Deadlines,
): AsyncGenerator<Uint8Array, undefined> {
  let ended = false
  try {
    while (!ended) {
      deadlines.reading(true)
      const pieces = await response.read()
      deadlines.reading(false)
      if (pieces) yield* pieces
      ended = pieces === undefined
    }
  } catch (error) {
    throw error instanceof ProviderError ? error : toConnectionError(provider, url, error)
  } finally {
    if (!ended) deadlines.abort(new ProviderError('cancelled', 'The sound was left', { provider }))
    deadlines.clear()
  }
}
