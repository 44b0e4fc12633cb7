import type { OwnCall, OwnReader, PassThrough } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { addressBelow, bodyFor, headersFor, modelField } from '../spec/pass-through.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { counted } from './counted.ts'
import type { Endpoints } from './endpoints.ts'
import { modelOf } from './model.ts'
import type { CompatibleProvider } from './provider.ts'
import { parseCompletion } from './response.ts'
import { createCompatibleDecoder } from './stream/decoder.ts'

/** OpenAI's own API, and those of its look-alikes. */
export function createCompatiblePassThrough(
  provider: CompatibleProvider,
  endpoints: Endpoints,
  { newId }: ProviderPorts,
): PassThrough {
  const chat: OwnReader = {
    parseResponse: (call, response) => parseCompletion(call, response, newId),
    createDecoder: (call) => createCompatibleDecoder(call, newId),
  }
  return {
    read: (request) => ({
      request,
      ...modelField(request),
      stream: request.fields.stream === true,
      ...(request.method === 'POST' ? readerOf(request.path, chat) : {}),
    }),
    modelOf: (target) => modelOf(target, provider).id,
    async build(call, target, signal) {
      const { request } = call
      const endpoint = await endpoints.of(target, signal)
      const root = endpoint.url.replace(/\/chat\/completions(?:\?.*)?$/, '')
      // Clients count the version as part of the path or of the base.
      const path = /\/v\d+\w*$/.test(root) ? request.path.replace(/^\/v\d+(?=\/)/, '') : request.path
      return {
        method: request.method,
        url: addressBelow(root, { ...request, path }),
        headers: headersFor(request, endpoint.headers),
        ...(request.body.length === 0
          ? {}
          : { body: withUsage(call, bodyFor(call, modelOf(target, provider).id)) }),
      }
    },
  }
}

/** What calls a model. Answers of anything else may hold secrets and files, and are not read. */
const counting =
  /\/(?:responses|embeddings|completions|moderations|rerank|images\/(?:generations|edits)|audio\/(?:speech|transcriptions|translations))$/

function readerOf(path: string, chat: OwnReader): { readonly reader?: OwnReader } {
  if (path.endsWith('/chat/completions')) return { reader: chat }
  return counting.test(path) ? { reader: counted } : {}
}

/** A stream of chat completions says what it used only to who asks; budgets need to know. */
function withUsage({ request: { path, fields }, stream }: OwnCall, body: Uint8Array): Uint8Array {
  if (!stream || !path.endsWith('/completions') || fields.stream_options != null) return body
  const asked = JSON.parse(bodyText(body)) as object
  return Buffer.from(JSON.stringify({ ...asked, stream_options: { include_usage: true } }))
}
