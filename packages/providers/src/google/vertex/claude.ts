import { parseAnthropicError } from '../../anthropic/errors.ts'
import { parseAnthropicModel } from '../../anthropic/model.ts'
import { buildBody, toCountBody } from '../../anthropic/request/build-body.ts'
import { withMarks } from '../../anthropic/request/marks.ts'
import { parseCount, parseMessage } from '../../anthropic/response.ts'
import { createAnthropicDecoder } from '../../anthropic/stream/decoder.ts'
import { toJsonBody } from '../../json/write-json.ts'
import { inlineMedia } from '../../media/inline-media.ts'
import type { BuiltCall, HttpResponse, Target } from '../../spec/adapter.ts'
import { bodyText } from '../../spec/body-text.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { parseGoogleError } from '../errors.ts'
import type { ChatMethods } from '../generate.ts'
import type { VertexPlaces } from './places.ts'

const VERSION = 'vertex-2023-10-16'

/** Betas that Claude has here, too; the service refuses a call that names another. */
const BETAS =
  /^(?:computer-use|context-1m|context-management|interleaved-thinking|web-search|tool-search-tool)-/

/** Claude on Vertex AI: Anthropic's messages, in Google's envelope. */
export function createVertexClaude(places: VertexPlaces, ports: ProviderPorts): ChatMethods {
  const draw = async (request: ChatRequest, target: Target, signal?: AbortSignal) => {
    const model = parseAnthropicModel(target.model)
    const { body, betas, ...reading } = buildBody(
      await inlineMedia(withMarks(request, target), ports.fetchMedia, signal),
      target,
      model,
    )
    const asked = (request.original?.headers['anthropic-beta'] ?? '').split(',').map((name) => name.trim())
    const taken = [...new Set([...asked, ...betas])].filter((name) => BETAS.test(name))
    return { model, body, reading, beta: taken.length > 0 ? { 'anthropic-beta': taken.join(',') } : {} }
  }
  return {
    describe(target) {
      const { id, traits } = parseAnthropicModel(target.model)
      const reasoning = traits.thinking !== 'none'
      return {
        apiBase: places.apiBaseOf(target),
        baseModel: id,
        supports: { promptCaching: true, tools: true, reasoning, vision: traits.vision },
      }
    },
    async buildRequest(request, target, signal) {
      const { model, body, reading, beta } = await draw(request, target, signal)
      const verb = request.stream ? 'streamRawPredict' : 'rawPredict'
      const { url, headers } = await places.find(
        target,
        { publisher: 'anthropic', id: model.id },
        verb,
        signal,
      )
      const { model: _, ...asked } = body
      const accept = request.stream ? 'text/event-stream' : 'application/json'
      const sent = toJsonBody({ anthropic_version: VERSION, ...asked }, request.literals)
      const http = { method: 'POST', url, headers: { accept, ...beta, ...headers }, body: sent } as const
      return { target, stream: request.stream, request: http, ...reading }
    },
    async buildTokenCount(request, target, signal) {
      const { body, reading, beta } = await draw({ ...request, stream: false }, target, signal)
      const { url, headers } = await places.find(
        target,
        { publisher: 'anthropic', id: 'count-tokens' },
        'rawPredict',
        signal,
      )
      const sent = toJsonBody(toCountBody(body), request.literals)
      const http = { method: 'POST', url, headers: { ...beta, ...headers }, body: sent } as const
      return { target, stream: false, request: http, ...reading }
    },
    parseTokenCount: parseCount,
    parseResponse: parseMessage,
    createDecoder: createAnthropicDecoder,
    parseError,
  }
}

/** The envelope has errors of its own. */
function parseError(call: BuiltCall, response: HttpResponse) {
  const text = bodyText(response.body)
  return /"status":\s*"[A-Z_]+"/.test(text)
    ? parseGoogleError(call, response)
    : parseAnthropicError(call, response)
}
