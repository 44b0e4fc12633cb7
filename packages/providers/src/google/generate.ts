import { toJsonBody } from '../json/write-json.ts'
import type { BuiltCall, HttpRequest, HttpResponse, ProviderAdapter, Target } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'
import { parseAnswer } from './answer.ts'
import { parseGoogleError } from './errors.ts'
import { traitsOf } from './model.ts'
import { buildBody } from './request/build-body.ts'
import { loadMedia } from './request/media.ts'
import { createGoogleDecoder } from './stream/decoder.ts'

export type Verb =
  | 'generateContent'
  | 'streamGenerateContent'
  | 'countTokens'
  | 'batchEmbedContents'
  | 'predict'

/** An address, and the headers that open it. */
export interface Place {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Where and as whom the two services that speak generateContent are called. Throws and rejects as adapters do. */
export interface GoogleService {
  /** As the service knows it. */
  modelOf(target: Target): string
  apiBaseOf(target: Target): string
  find(target: Target, verb: Verb, signal?: AbortSignal): Promise<Place>
  /** The body of a count; `body` is what would be asked. */
  toCountBody(body: Readonly<Record<string, unknown>>, model: string): object
}

export type ChatMethods = Required<
  Omit<ProviderAdapter, 'name' | 'embeddings' | 'tasks' | 'passThrough' | 'recover' | 'findConcerns'>
>

/** What the adapters of both services do alike. */
export function createGenerateMethods(service: GoogleService, ports: ProviderPorts): ChatMethods {
  const buildFor: ProviderAdapter['buildRequest'] = async (request, target, signal) => {
    const model = service.modelOf(target)
    const mediaOf = await loadMedia(request, ports.fetchMedia, signal)
    const { body, ...reading } = buildBody(request, target, model, mediaOf)
    const verb = request.stream ? 'streamGenerateContent' : 'generateContent'
    const http = await post(service, target, { verb, body, literals: request.literals }, signal)
    return { target, stream: request.stream, request: http, ...reading }
  }
  return {
    describe(target) {
      const model = service.modelOf(target)
      return {
        apiBase: service.apiBaseOf(target),
        baseModel: model,
        supports: {
          promptCaching: true,
          tools: true,
          reasoning: traitsOf(model).thinking !== 'none',
          vision: true,
        },
      }
    },
    buildRequest: buildFor,
    async buildTokenCount(request, target, signal) {
      const model = service.modelOf(target)
      const mediaOf = await loadMedia(request, ports.fetchMedia, signal)
      const { body, ...reading } = buildBody({ ...request, stream: false }, target, model, mediaOf)
      const counted = { body: service.toCountBody(body, model), literals: request.literals }
      const http = await post(service, target, { verb: 'countTokens', ...counted }, signal)
      return { target, stream: false, request: http, ...reading }
    },
    parseTokenCount: parseCount,
    parseResponse: (call, response) => parseAnswer(call, response, ports.newId),
    createDecoder: (call) => createGoogleDecoder(call, ports.newId),
    parseError: parseGoogleError,
  }
}

interface Sent {
  readonly verb: Verb
  readonly body: object
  readonly literals?: ChatRequest['literals']
}

export async function post(
  service: Pick<GoogleService, 'find'>,
  target: Target,
  { verb, body, literals }: Sent,
  signal?: AbortSignal,
): Promise<HttpRequest> {
  const { url, headers } = await service.find(target, verb, signal)
  const accept = verb === 'streamGenerateContent' ? 'text/event-stream' : 'application/json'
  return { method: 'POST', url, headers: { accept, ...headers }, body: toJsonBody(body, literals) }
}

function parseCount({ target }: BuiltCall, response: HttpResponse): number {
  const text = bodyText(response.body)
  const count = /"totalTokens":\s*(\d+)/.exec(text)?.[1]
  if (count !== undefined) return Number(count)
  throw new ProviderError('bad_gateway', 'The answer holds no totalTokens; check api_base and model', {
    provider: target.provider,
    upstreamStatus: response.status,
    upstreamBody: text.slice(0, 2000),
  })
}
