import { createMessagesReader } from '../anthropic/pass-through.ts'
import type { HttpResponse, OwnCall, OwnReader, OwnRequest, PassThrough, Target } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import { bodyText } from '../spec/body-text.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { addressBelow, headersFor } from '../spec/pass-through.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { parseAnswer } from './answer.ts'
import { createGoogleDecoder } from './stream/decoder.ts'

const CALL = /\/models\/([^/]+):(\w+)$/

/** Where requests are sent, and with which headers. */
interface OwnPlace {
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
}

export interface OwnPlaces {
  modelOf(target: Target): string
  /** Rejects with `ProviderError` (authentication, bad_request). */
  enter(target: Target, request: OwnRequest, signal?: AbortSignal): Promise<OwnPlace>
  /** A path as the service has it, for what clients may leave out. */
  pathOf?(path: string, target: Target, signal?: AbortSignal): Promise<string>
}

/** The API of either service of Google's. */
export function createGooglePassThrough(places: OwnPlaces, { newId }: ProviderPorts): PassThrough {
  const gemini = createReader(newId)
  const claude = createMessagesReader()
  return {
    read(request) {
      const [, encoded, verb = ''] = CALL.exec(request.path) ?? []
      if (encoded === undefined) return { request, stream: false }
      const reader = /enerateContent$/.test(verb) ? gemini : /awPredict$/.test(verb) ? claude : undefined
      const stream = verb.startsWith('stream')
      return { request, model: decode(encoded), stream, ...(reader ? { reader } : {}) }
    },
    modelOf: places.modelOf,
    async build(call, target, signal) {
      const { request } = call
      const { base, headers } = await places.enter(target, request, signal)
      const named = pathFor(call, places.modelOf(target))
      const path = (await places.pathOf?.(named, target, signal)) ?? named
      return {
        method: request.method,
        url: addressBelow(base, { ...request, path }),
        headers: headersFor(request, headers),
        ...(request.body.length === 0 ? {} : { body: request.body }),
      }
    },
  }
}

function pathFor({ request: { path }, model }: OwnCall, id: string): string {
  if (model === undefined || model === id) return path
  return path.replace(CALL, (_, _model, verb: string) => `/models/${encodeURIComponent(id)}:${verb}`)
}

/** A stream that is not asked for as events comes as one list of its pieces. */
function createReader(newId: () => string): OwnReader {
  const createDecoder: OwnReader['createDecoder'] = (call) => createGoogleDecoder(call, newId)
  return {
    createDecoder,
    parseResponse(call, response) {
      const pieces = listOf(response)
      if (pieces === undefined) return parseAnswer(call, response, newId)
      const decoder = createDecoder(call)
      const chunks: ChatChunk[] = []
      for (const piece of pieces) decoder.push(Buffer.from(`data: ${JSON.stringify(piece)}\n\n`), chunks)
      decoder.end(chunks)
      const assembler = createAssembler()
      for (const chunk of chunks) assembler.add(chunk)
      return assembler.result({ warnings: [], upstreamHeaders: response.headers })
    },
  }
}

function listOf({ body }: HttpResponse): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(bodyText(body))
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
