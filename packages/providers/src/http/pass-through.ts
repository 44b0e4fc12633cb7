import type { BuiltCall, HttpResponse, OwnCall, ProviderAdapter, Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatResult } from '../spec/result.ts'
import { sendRepaired, toProviderError } from './call.ts'
import { toConnectionError } from './connection-error.ts'
import { copyAnswer } from './copy-answer.ts'
import { type CallLimits, type Deadlines, startDeadlines } from './deadlines.ts'
import type { StreamingResponse, Transport } from './transport.ts'

interface PassingCall {
  readonly adapter: ProviderAdapter
  readonly target: Target
  readonly call: OwnCall
  readonly limits: CallLimits
}

/** An answer in the provider's own words, on its way. */
export interface PassedAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly url: string
  /** Outside 2xx: what the provider said, classified. */
  readonly error?: ProviderError
  /** The next bytes as they come; undefined at their end. Rejects with `ProviderError`. */
  read(): Promise<readonly Uint8Array[] | undefined>
  /**
   * What was read so far says this, or what is shown in place of it. `error`: it is no whole answer.
   * Call once, at the end.
   */
  understood(shown?: Uint8Array): { readonly result: ChatResult; readonly error?: ProviderError }
  /** Ends the upstream call; needed unless everything was read. */
  cancel(): void
}

/**
 * Sends a request in the provider's own words and resolves with the head of its answer, whatever its status. Rejects
 * with `ProviderError` only.
 */
export async function passThrough(transport: Transport, passing: PassingCall): Promise<PassedAnswer> {
  const { adapter, target, call, limits } = passing
  const own = adapter.passThrough
  const { provider } = target
  if (!own) throw new ProviderError('bad_request', `${provider} is not passed through`, { provider })
  const deadlines = startDeadlines(provider, limits)
  try {
    const build = async (signal: AbortSignal): Promise<BuiltCall> => {
      const request = await own.build(call, target, signal)
      return { target, stream: call.stream, request, warnings: [] }
    }
    const sent = await sendRepaired(transport, adapter, build, deadlines)
    deadlines.answered()
    if ('response' in sent) return toPassedAnswer(passing, sent, deadlines)
    deadlines.clear()
    return toPassedRefusal(adapter, sent)
  } catch (error) {
    end(provider, deadlines)
    throw toProviderError(passing, error)
  }
}

function end(provider: string, deadlines: Deadlines): void {
  deadlines.abort(new ProviderError('cancelled', 'The call was ended', { provider }))
  deadlines.clear()
}

function toPassedRefusal(
  adapter: ProviderAdapter,
  { built, refusal }: { readonly built: BuiltCall; readonly refusal: HttpResponse },
): PassedAnswer {
  const { status, headers, body } = refusal
  const pieces = [body]
  return {
    status,
    headers,
    url: built.request.url,
    // Redirections and what has not changed are no failures.
    ...(status < 400 ? {} : { error: adapter.parseError(built, refusal) }),
    read: async () => {
      const piece = pieces.shift()
      return piece && [piece]
    },
    understood: () => ({ result: { choices: [], warnings: [], upstreamHeaders: headers } }),
    cancel: () => undefined,
  }
}

function toPassedAnswer(
  { call, target }: PassingCall,
  { built, response }: { readonly built: BuiltCall; readonly response: StreamingResponse },
  deadlines: Deadlines,
): PassedAnswer {
  const { status, headers } = response
  const copy = copyAnswer(built, call.reader, response)
  return {
    status,
    headers,
    url: built.request.url,
    async read() {
      deadlines.reading(true)
      try {
        const pieces = await response.read()
        if (pieces === undefined) deadlines.clear()
        else for (const piece of pieces) copy.push(piece)
        return pieces
      } catch (error) {
        if (error instanceof ProviderError) throw error
        throw toConnectionError(target.provider, built.request.url, error)
      } finally {
        deadlines.reading(false)
      }
    },
    understood: copy.end,
    cancel: () => end(target.provider, deadlines),
  }
}
