import type { BuiltCall, StreamDecoder } from '../spec/adapter.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import { toConnectionError } from './connection-error.ts'
import type { Deadlines } from './deadlines.ts'
import type { StreamingResponse } from './transport.ts'

/** Batches of decoded chunks; ends only after a complete answer, throws `ProviderError` otherwise. */
export async function* readStream(
  decoder: StreamDecoder,
  built: BuiltCall,
  response: StreamingResponse,
  deadlines: Deadlines,
): AsyncGenerator<ChatChunk[], undefined> {
  let ended = false
  try {
    while (!ended) {
      deadlines.reading(true)
      const pieces = await readOrFail(built, response)
      deadlines.reading(false)
      ended = pieces === undefined
      const { chunks, failure } = decode(decoder, pieces)
      if (chunks.length > 0) yield chunks
      if (failure) throw failure.error
      if (!ended && decoder.finished) {
        ended = true
        drain(response, deadlines, built.target.provider)
      }
    }
  } finally {
    // A broken answer may still be arriving; nobody reads it any more.
    if (!ended) {
      const { provider } = built.target
      deadlines.abort(new ProviderError('cancelled', 'The stream was left', { provider }))
    }
    deadlines.clear()
  }
}

/** How long a server may take to close an answer that is complete, before its connection is given up. */
const CLOSING_MS = 1_000

/** Reads the end of the body beside the caller, so that the connection can be kept. */
function drain(response: StreamingResponse, deadlines: Deadlines, provider: string): void {
  const giveUp = setTimeout(
    () => deadlines.abort(new ProviderError('cancelled', 'The answer was complete', { provider })),
    CLOSING_MS,
  )
  const readOn = async () => {
    while ((await response.read()) !== undefined);
  }
  readOn().then(
    () => clearTimeout(giveUp),
    () => clearTimeout(giveUp),
  )
}

async function readOrFail(built: BuiltCall, response: StreamingResponse): Promise<Uint8Array[] | undefined> {
  try {
    return await response.read()
  } catch (error) {
    if (error instanceof ProviderError) throw error
    const cause = toConnectionError(built.target.provider, built.request.url, error)
    throw new ProviderError(
      'api_connection',
      `The connection broke in the middle of the answer: ${cause.message}`,
      {
        provider: built.target.provider,
        cause: error,
      },
    )
  }
}

/** What was decoded before a failure still counts, however the bytes were cut. */
function decode(
  decoder: StreamDecoder,
  pieces: Uint8Array[] | undefined,
): { chunks: ChatChunk[]; failure?: { error: unknown } } {
  const chunks: ChatChunk[] = []
  try {
    if (pieces === undefined) decoder.end(chunks)
    else for (const piece of pieces) decoder.push(piece, chunks)
    return { chunks }
  } catch (error) {
    return { chunks, failure: { error } }
  }
}
