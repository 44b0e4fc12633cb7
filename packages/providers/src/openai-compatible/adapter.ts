import { toJsonBody } from '../json/write-json.ts'
import type { ProviderAdapter, Target } from '../spec/adapter.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'
import { createAzureEndpoints } from './azure/endpoints.ts'
import { MOST_INPUTS, parseEmbeddings, toEmbeddingBody } from './embeddings.ts'
import { besideChat } from './endpoint.ts'
import { createEndpoints, type Endpoints } from './endpoints.ts'
import { parseCompatibleError } from './errors.ts'
import { modelOf } from './model.ts'
import { createCompatiblePassThrough } from './pass-through.ts'
import type { CompatibleProvider } from './provider.ts'
import { AZURE } from './provider-table.ts'
import { buildBody } from './request/build-body.ts'
import { fileUrls, loadFiles, noFiles } from './request/files.ts'
import { parseCompletion } from './response.ts'
import { createCompatibleDecoder } from './stream/decoder.ts'
import { createCompatibleTasks } from './tasks.ts'

const REASONING_MODEL = /^(?:o\d|gpt-5)|r1|reason|think|gpt-oss/i

/**
 * OpenAI and every service that speaks its chat completions. Reads these settings of a deployment: `api_base` (or
 * `base_url`; with or without `/v1`), `api_key`, `organization`, `extra_headers` (or `headers`), `extra_body`.
 */
export function createCompatibleAdapter(provider: CompatibleProvider, ports: ProviderPorts): ProviderAdapter {
  return createAdapter(provider, ports, createEndpoints(provider, ports))
}

/**
 * Azure OpenAI. Reads, beside what every look-alike does: `api_version` (AZURE_API_VERSION), `azure_ad_token`
 * (AZURE_AD_TOKEN), or `tenant_id`, `client_id` and `client_secret` (AZURE_TENANT_ID, AZURE_CLIENT_ID,
 * AZURE_CLIENT_SECRET), `azure_scope`, `base_model`.
 */
export function createAzureAdapter(ports: ProviderPorts): ProviderAdapter {
  return createAdapter(AZURE, ports, createAzureEndpoints(AZURE, ports))
}

function createAdapter(
  provider: CompatibleProvider,
  ports: ProviderPorts,
  endpoints: Endpoints,
): ProviderAdapter {
  const post = async (
    target: Target,
    folder: string,
    body: object,
    { stream, literals }: Pick<ChatRequest, 'stream' | 'literals'>,
    signal?: AbortSignal,
  ) => {
    const { url, headers } = await endpoints.of(target, signal)
    return {
      method: 'POST',
      url: folder === '' ? url : besideChat(url, folder),
      headers: { ...headers, accept: stream ? 'text/event-stream' : 'application/json' },
      body: toJsonBody(body, literals),
    } as const
  }
  return {
    name: provider.name,
    describe(target) {
      const { id, family } = modelOf(target, provider)
      return {
        apiBase: endpoints.baseOf(target).split('?')[0] ?? '',
        baseModel: id,
        supports: {
          promptCaching: true,
          tools: true,
          reasoning: REASONING_MODEL.test(family),
          vision: true,
        },
      }
    },
    async buildRequest(request, target, signal) {
      const urls = fileUrls(request)
      const files = urls.size === 0 ? noFiles : await loadFiles(urls, ports.fetchMedia, signal)
      const { body, warnings } = buildBody(request, target, provider, files)
      const folder = provider.protocol === 'text' ? '/completions' : ''
      const http = await post(target, folder, body, request, signal)
      return { target, stream: request.stream, warnings, request: http }
    },
    embeddings: {
      mostInputs: () => MOST_INPUTS,
      async build(request, target, signal) {
        const { body, warnings } = toEmbeddingBody(request, target, provider)
        return {
          target,
          stream: false,
          warnings,
          request: await post(target, '/embeddings', body, { stream: false }, signal),
        }
      },
      parse: parseEmbeddings,
    },
    tasks: createCompatibleTasks(provider, async (target, folder, { type, bytes }, signal) => {
      const { url, headers } = await endpoints.of(target, signal)
      const sent = { ...headers, 'content-type': type }
      return { method: 'POST', url: besideChat(url, folder), headers: sent, body: bytes }
    }),
    passThrough: createCompatiblePassThrough(provider, endpoints, ports),
    parseResponse: (call, response) => parseCompletion(call, response, ports.newId),
    createDecoder: (call) => createCompatibleDecoder(call, ports.newId),
    parseError: parseCompatibleError,
    recover: endpoints.recover,
  }
}
