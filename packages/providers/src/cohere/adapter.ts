import { toJsonBody } from '../json/write-json.ts'
import type { HttpRequest, ProviderAdapter, Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'
import { baseParam, type Env, headersParam, textEnv, textParam } from '../spec/settings.ts'
import { MOST_INPUTS, parseEmbeddings, toEmbeddingBody } from './embeddings.ts'
import { parseCohereError } from './errors.ts'
import { buildBody } from './request/build-body.ts'
import { parseRanks, toRerankBody } from './rerank.ts'
import { parseAnswer } from './response.ts'
import { createCohereDecoder } from './stream/decoder.ts'

const DEFAULT_BASE = 'https://api.cohere.com'
const REASONING_MODEL = /reason|command-a-plus/

/**
 * Cohere's second API. Reads these settings of a deployment: `api_base` (COHERE_API_BASE), `api_key` (COHERE_API_KEY,
 * CO_API_KEY), `extra_headers` (or `headers`), `extra_body`.
 */
export function createCohereAdapter({ env, newId }: ProviderPorts): ProviderAdapter {
  return {
    name: 'cohere',
    describe: (target) => ({
      apiBase: baseOf(target, env),
      baseModel: target.model,
      supports: {
        promptCaching: false,
        tools: true,
        reasoning: REASONING_MODEL.test(target.model),
        vision: /vision|command-a-plus/.test(target.model),
      },
    }),
    async buildRequest(request, target) {
      const { body, ...reading } = buildBody(request, target)
      const { stream, literals } = request
      const http = post(target, env, { folder: 'chat', body, stream, literals })
      return { target, stream: request.stream, request: http, ...reading }
    },
    embeddings: {
      mostInputs: () => MOST_INPUTS,
      async build(request, target) {
        const http = post(target, env, { folder: 'embed', body: toEmbeddingBody(request, target) })
        return { target, stream: false, warnings: [], request: http }
      },
      parse: parseEmbeddings,
    },
    tasks: {
      rerank: {
        async build(request, target) {
          const http = post(target, env, { folder: 'rerank', body: toRerankBody(request, target) })
          return { target, stream: false, warnings: [], request: http }
        },
        parse: parseRanks,
      },
    },
    parseResponse: (call, response) => parseAnswer(call, response, newId),
    createDecoder: (call) => createCohereDecoder(call, newId),
    parseError: parseCohereError,
  }
}

interface Sent extends Partial<Pick<ChatRequest, 'stream' | 'literals'>> {
  readonly folder: 'chat' | 'embed' | 'rerank'
  readonly body: object
}

function post(target: Target, env: Env, { folder, body, stream, literals }: Sent): HttpRequest {
  const { params } = target
  const key = textParam(params, 'api_key') ?? textEnv(env, 'COHERE_API_KEY', 'CO_API_KEY')
  const base = baseOf(target, env)
  if (!key && base === DEFAULT_BASE) {
    throw new ProviderError(
      'authentication',
      `${target.provider}/${target.model} has no key; set api_key or COHERE_API_KEY, CO_API_KEY`,
      { provider: target.provider },
    )
  }
  return {
    method: 'POST',
    url: urlOf(base, folder),
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'identity',
      accept: stream ? 'text/event-stream' : 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...headersParam(params.headers),
      ...headersParam(params.extra_headers),
    },
    body: toJsonBody(body, literals),
  }
}

function baseOf({ params }: Target, env: Env): string {
  return baseParam(params, env, 'COHERE_API_BASE') ?? DEFAULT_BASE
}

/** A base may hold the version, and the path of what it is for, already; an older version is not spoken. */
function urlOf(base: string, folder: Sent['folder']): string {
  const origin = base.replace(/\/(?:chat|embed|rerank)$/, '').replace(/\/v[12]$/, '')
  return `${origin}/v2/${folder}`
}
