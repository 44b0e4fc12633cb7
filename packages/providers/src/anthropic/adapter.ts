import { toJsonBody } from '../json/write-json.ts'
import type { BuiltCall, HttpRequest, ProviderAdapter, Target } from '../spec/adapter.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'
import { baseOf, headersOf, messagesUrl } from './endpoint.ts'
import { parseAnthropicError } from './errors.ts'
import { parseAnthropicModel } from './model.ts'
import { createAnthropicPassThrough } from './pass-through.ts'
import { buildBody, toCountBody } from './request/build-body.ts'
import { withMarks } from './request/marks.ts'
import { parseCount, parseMessage } from './response.ts'
import { createAnthropicDecoder } from './stream/decoder.ts'

/**
 * Anthropic's Messages API and services that speak it. Reads these settings of a deployment: `api_base` (or
 * `base_url`; ANTHROPIC_BASE_URL, ANTHROPIC_API_BASE), `api_key` (ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN),
 * `extra_headers` (or `headers`), `extra_body`, `cache_control_injection_points`.
 */
export function createAnthropicAdapter(ports: ProviderPorts): ProviderAdapter {
  const build = (request: ChatRequest, target: Target) => {
    const model = parseAnthropicModel(target.model)
    const { body, betas, ...reading } = buildBody(withMarks(request, target), target, model)
    const headers = headersOf(target, ports.env, request.original, betas)
    return { body, headers, reading, url: messagesUrl(baseOf(target, ports.env)) }
  }
  return {
    name: 'anthropic',
    describe(target) {
      const { id, traits } = parseAnthropicModel(target.model)
      return {
        apiBase: baseOf(target, ports.env),
        baseModel: id,
        supports: {
          promptCaching: true,
          tools: true,
          reasoning: traits.thinking !== 'none',
          vision: traits.vision,
        },
      }
    },
    async buildRequest(request, target) {
      const { body, headers, reading, url } = build(request, target)
      const accept = request.stream ? 'text/event-stream' : 'application/json'
      const sent = toJsonBody(body, request.literals)
      return toCall(target, request.stream, { url, headers: { ...headers, accept }, body: sent }, reading)
    },
    async buildTokenCount(request, target) {
      const { body, headers, reading, url } = build({ ...request, stream: false }, target)
      const sent = toJsonBody(toCountBody(body), request.literals)
      return toCall(target, false, { url: `${url}/count_tokens`, headers, body: sent }, reading)
    },
    parseTokenCount: parseCount,
    passThrough: createAnthropicPassThrough(ports.env),
    parseResponse: parseMessage,
    createDecoder: createAnthropicDecoder,
    parseError: parseAnthropicError,
  }
}

function toCall(
  target: Target,
  stream: boolean,
  request: Omit<HttpRequest, 'method'>,
  reading: Omit<BuiltCall, 'target' | 'stream' | 'request'>,
): BuiltCall {
  return { target, stream, request: { method: 'POST', ...request }, ...reading }
}
