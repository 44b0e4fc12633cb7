import type { BuiltCall, HttpResponse, ProviderAdapter, Target } from '../spec/adapter.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatRequest } from '../spec/request.ts'
import type { ChatResult } from '../spec/result.ts'
import { toConnectionError } from './connection-error.ts'
import { type CallLimits, type Deadlines, startDeadlines } from './deadlines.ts'
import { readStream } from './read-stream.ts'
import type { StreamingResponse, Transport } from './transport.ts'

/** A stream whose first content has arrived. */
export interface ChatStream extends AsyncIterable<readonly ChatChunk[]> {
  readonly warnings: readonly string[]
  /** Lower-case names. */
  readonly upstreamHeaders: Readonly<Record<string, string>>
  /** Ends the upstream call; iteration then throws class `cancelled`. Leaving the loop does the same. */
  cancel(): void
}

export interface ProviderCall {
  readonly adapter: ProviderAdapter
  readonly target: Target
  readonly request: ChatRequest
  readonly limits: CallLimits
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/** One call without streaming (`firstChunkTimeoutMs` has no meaning). Rejects with `ProviderError` only. */
export async function complete(transport: Transport, call: ProviderCall): Promise<ChatResult> {
  const { adapter, request, target } = call
  const build = (signal: AbortSignal) => adapter.buildRequest(request, target, signal)
  const { built, whole } = await exchangeWhole(transport, { ...call, build })
  return orProviderError(call, () => adapter.parseResponse(built, whole))
}

/**
 * How many tokens the provider counts in a prompt; undefined where it cannot be asked. Rejects with `ProviderError`
 * only.
 */
export async function countTokens(transport: Transport, call: ProviderCall): Promise<number | undefined> {
  const { adapter, target, request } = call
  const { buildTokenCount, parseTokenCount } = adapter
  if (!buildTokenCount || !parseTokenCount) return undefined
  const build = (signal: AbortSignal) => buildTokenCount(request, target, signal)
  const { built, whole } = await exchangeWhole(transport, { ...call, build })
  return orProviderError(call, () => parseTokenCount(built, whole))
}

/** One request of any kind and its whole answer, inside 2xx. Rejects with `ProviderError` only. */
export async function exchangeWhole(
  transport: Transport,
  {
    adapter,
    build,
    ...call
  }: Pick<ProviderCall, 'target' | 'limits'> & { readonly adapter: Refusals; readonly build: Build },
): Promise<{ readonly built: BuiltCall; readonly whole: HttpResponse }> {
  const { firstChunkTimeoutMs: _, ...limits } = call.limits
  const deadlines = startDeadlines(call.target.provider, limits)
  try {
    const { built, response } = requireAnswer(
      adapter,
      await sendRepaired(transport, adapter, build, deadlines),
    )
    const whole = await readWhole(built, response)
    deadlines.clear()
    return { built, whole }
  } catch (error) {
    giveUp(call, deadlines)
    throw toProviderError(call, error)
  }
}

/**
 * One streamed call. Resolves when the first content is there, so that whatever goes wrong before it can still be
 * retried elsewhere. Rejects, and its iteration throws, with `ProviderError` only. Iterates over batches: all chunks
 * that one read brought. Not iterating holds the upstream back.
 */
export async function openStream(transport: Transport, call: ProviderCall): Promise<ChatStream> {
  const deadlines = startDeadlines(call.target.provider, call.limits)
  try {
    const build = (signal: AbortSignal) => call.adapter.buildRequest(call.request, call.target, signal)
    const { built, response } = requireAnswer(
      call.adapter,
      await sendRepaired(transport, call.adapter, build, deadlines),
    )
    const chunks = readStream(call.adapter.createDecoder(built), built, response, deadlines)
    const first = await readToContent(chunks)
    deadlines.answered()
    return toChatStream(built, response, first, chunks, deadlines)
  } catch (error) {
    giveUp(call, deadlines)
    throw toProviderError(call, error)
  }
}

function orProviderError<Result>(call: Pick<ProviderCall, 'target'>, parse: () => Result): Result {
  try {
    return parse()
  } catch (error) {
    throw toProviderError(call, error)
  }
}

/** A call that failed must leave no connection behind that still receives an answer. */
export function giveUp({ target: { provider } }: Pick<ProviderCall, 'target'>, deadlines: Deadlines): void {
  deadlines.abort(new ProviderError('cancelled', 'The call failed', { provider }))
  deadlines.clear()
}

export function toProviderError(
  { target: { provider } }: Pick<ProviderCall, 'target'>,
  error: unknown,
): ProviderError {
  if (error instanceof ProviderError) return error
  // Writing such a value as JSON exceeds the stack.
  if (error instanceof RangeError) {
    return new ProviderError('bad_request', 'A value of the request is nested too deeply', {
      provider,
      cause: error,
    })
  }
  return new ProviderError('internal_server', `Unexpected failure in the adapter: ${error}`, {
    provider,
    cause: error,
  })
}

interface Opened {
  readonly built: BuiltCall
  readonly response: StreamingResponse
}

interface Refused {
  readonly built: BuiltCall
  readonly refusal: HttpResponse
}

type Build = (signal: AbortSignal) => Promise<BuiltCall>

/** How a provider says no. */
type Refusals = Pick<ProviderAdapter, 'parseError' | 'recover'>

/** Throws what an answer outside 2xx says. */
export function requireAnswer(adapter: Refusals, sent: Opened | Refused): Opened {
  if ('refusal' in sent) throw adapter.parseError(sent.built, sent.refusal)
  return sent
}

/** A request that is refused is built and sent once more where the adapter says that this may help. */
export async function sendRepaired(
  transport: Transport,
  adapter: Refusals,
  build: Build,
  deadlines: Deadlines,
): Promise<Opened | Refused> {
  for (let attempt = 0; ; attempt += 1) {
    const built = await build(deadlines.signal)
    const response = await send(transport, built, deadlines.signal)
    if (response.status >= 200 && response.status < 300) return { built, response }
    const refusal = await readWhole(built, response)
    const repaired = attempt === 0 && (adapter.recover?.(built, refusal) ?? false)
    if (!repaired) return { built, refusal }
  }
}

function send(transport: Transport, built: BuiltCall, signal: AbortSignal): Promise<StreamingResponse> {
  return transport.send(built.request, signal).catch((error: unknown) => {
    throw toConnectionError(built.target.provider, built.request.url, error)
  })
}

async function readWhole(built: BuiltCall, response: StreamingResponse): Promise<HttpResponse> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for (let read = await response.read(); read; read = await response.read()) {
      for (const piece of read) size += piece.length
      if (size > MAX_ANSWER_BYTES) break
      pieces.push(...read)
    }
  } catch (error) {
    throw toConnectionError(built.target.provider, built.request.url, error)
  }
  if (size > MAX_ANSWER_BYTES) {
    throw new ProviderError('bad_gateway', `The answer is larger than ${MAX_ANSWER_BYTES} bytes`, {
      provider: built.target.provider,
    })
  }
  const body = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
  return { status: response.status, headers: response.headers, body }
}

/** Everything up to the first chunk that a client would see. */
async function readToContent(chunks: AsyncIterator<ChatChunk[]>): Promise<ChatChunk[]> {
  const first: ChatChunk[] = []
  for (;;) {
    const { done, value } = await chunks.next()
    if (done) return first
    first.push(...value)
    if (first.some(isContent)) return first
  }
}

function isContent({ type }: ChatChunk): boolean {
  return type !== 'start' && type !== 'original'
}

function toChatStream(
  built: BuiltCall,
  response: StreamingResponse,
  first: ChatChunk[],
  rest: AsyncIterator<ChatChunk[]>,
  deadlines: Deadlines,
): ChatStream {
  const cancel = () => {
    deadlines.abort(new ProviderError('cancelled', 'The call was ended', { provider: built.target.provider }))
    deadlines.clear()
  }
  let pending: ChatChunk[] | undefined = first
  const iterator: AsyncIterator<readonly ChatChunk[]> = {
    async next() {
      if (pending === undefined) return rest.next()
      const value = pending
      pending = undefined
      return { done: false, value }
    },
    async return() {
      cancel()
      return { done: true, value: undefined }
    },
  }
  return {
    warnings: built.warnings,
    upstreamHeaders: response.headers,
    cancel,
    [Symbol.asyncIterator]: () => iterator,
  }
}
