import { toJsonBody } from '../json/write-json.ts'
import type { HttpRequest, ProviderAdapter, Target } from '../spec/adapter.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { baseParam, type Env, headersParam, textEnv, textParam } from '../spec/settings.ts'
import { createOllamaDecoder, parseAnswer } from './answer.ts'
import { buildBody } from './build-body.ts'
import { MOST_INPUTS, parseEmbeddings, toEmbeddingBody } from './embeddings.ts'
import { parseOllamaError } from './errors.ts'
import { loadPictures, toMessages } from './messages.ts'

const DEFAULT_BASE = 'http://localhost:11434'
const REASONING_MODEL = /r1|qwq|qwen3|think|reason|gpt-oss|magistral/i
const SEEING_MODEL = /vision|llava|-vl|vl:|gemma3|llama4|mistral-small3|moondream/i

/**
 * Ollama through its own API, which alone takes the length of the context (`num_ctx`) with a call. Reads these settings
 * of a deployment: `api_base` (OLLAMA_API_BASE), `api_key` (OLLAMA_API_KEY; none is needed), `extra_headers` (or
 * `headers`), `extra_body`.
 */
export function createOllamaAdapter({ env, newId, fetchMedia }: ProviderPorts): ProviderAdapter {
  return {
    name: 'ollama',
    describe: (target) => ({
      apiBase: baseOf(target, env),
      baseModel: target.model,
      supports: {
        promptCaching: false,
        tools: true,
        reasoning: REASONING_MODEL.test(target.model),
        vision: SEEING_MODEL.test(target.model),
      },
    }),
    async buildRequest(request, target, signal) {
      const pictures = await loadPictures(request, fetchMedia, signal)
      const { body, warnings } = buildBody(request, target, toMessages(request.messages, pictures))
      const http = post(target, env, 'chat', toJsonBody(body, request.literals))
      return { target, stream: request.stream, warnings, request: http }
    },
    embeddings: {
      mostInputs: () => MOST_INPUTS,
      async build(request, target) {
        const http = post(target, env, 'embed', JSON.stringify(toEmbeddingBody(request, target)))
        return { target, stream: false, warnings: [], request: http }
      },
      parse: parseEmbeddings,
    },
    parseResponse: (call, response) => parseAnswer(call, response, newId),
    createDecoder: (call) => createOllamaDecoder(call, newId),
    parseError: parseOllamaError,
  }
}

function post(target: Target, env: Env, verb: 'chat' | 'embed', body: string | Uint8Array): HttpRequest {
  const { params } = target
  const key = textParam(params, 'api_key') ?? textEnv(env, 'OLLAMA_API_KEY')
  return {
    method: 'POST',
    url: `${baseOf(target, env)}/api/${verb}`,
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'identity',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...headersParam(params.headers),
      ...headersParam(params.extra_headers),
    },
    body,
  }
}

/** A base may end in the path of either API. */
function baseOf({ params }: Target, env: Env): string {
  return (baseParam(params, env, 'OLLAMA_API_BASE') ?? DEFAULT_BASE).replace(/\/(?:v1|api(?:\/\w+)?)$/, '')
}
