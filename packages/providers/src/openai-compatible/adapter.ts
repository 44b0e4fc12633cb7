import type { HttpResponse, ProviderAdapter, Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { headersParam, textEnv, textParam } from '../spec/settings.ts'
import { MOST_INPUTS, parseEmbeddings, toEmbeddingBody } from './embeddings.ts'
import { baseOf, completionsUrl, embeddingsUrl, isBareOrigin } from './endpoint.ts'
import { parseCompatibleError } from './errors.ts'
import type { CompatibleProvider } from './provider.ts'
import { buildBody } from './request/build-body.ts'
import { loadFiles } from './request/files.ts'
import { parseCompletion } from './response.ts'
import { createCompatibleDecoder } from './stream/decoder.ts'

const REASONING_MODEL = /^(?:o\d|gpt-5)|r1|reason|think|gpt-oss/i

interface Endpoint {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * OpenAI and every service that speaks its chat completions. Reads these settings of a deployment: `api_base` (or
 * `base_url`; with or without `/v1`), `api_key`, `organization`, `extra_headers` (or `headers`), `extra_body`.
 */
export function createCompatibleAdapter(provider: CompatibleProvider, ports: ProviderPorts): ProviderAdapter {
  /** Bare origins whose chat completions turned out to lie at the root. */
  const unversioned = new Set<string>()
  /** Settings of a deployment never change, and reading them anew costs each call two URLs. */
  let endpoints = new WeakMap<Target['params'], Endpoint>()
  const endpointOf = (target: Target): Endpoint => {
    const known = endpoints.get(target.params)
    if (known) return known
    const base = baseOf(provider, target, ports.env)
    const url = completionsUrl(base, !unversioned.has(base))
    const headers = headersOf(provider, target, ports.env, url)
    const endpoint = { url, headers }
    endpoints.set(target.params, endpoint)
    return endpoint
  }

  return {
    name: provider.name,
    describe: (target) => ({
      apiBase: baseOf(provider, target, ports.env).split('?')[0] ?? '',
      baseModel: target.model,
      supports: {
        promptCaching: true,
        tools: true,
        reasoning: REASONING_MODEL.test(target.model),
        vision: true,
      },
    }),
    async buildRequest(request, target, signal) {
      const { url, headers } = endpointOf(target)
      const files = await loadFiles(request, ports.fetchMedia, signal)
      const { body, warnings } = buildBody(request, target, provider, files)
      const accept = request.stream ? 'text/event-stream' : 'application/json'
      return {
        target,
        stream: request.stream,
        warnings,
        request: { method: 'POST', url, headers: { ...headers, accept }, body: JSON.stringify(body) },
      }
    },
    embeddings: {
      mostInputs: () => MOST_INPUTS,
      async build(request, target) {
        const { url, headers } = endpointOf(target)
        return {
          target,
          stream: false,
          warnings: [],
          request: {
            method: 'POST',
            url: embeddingsUrl(url),
            headers: { ...headers, accept: 'application/json' },
            body: JSON.stringify(toEmbeddingBody(request, target)),
          },
        }
      },
      parse: parseEmbeddings,
    },
    parseResponse: (call, response) => parseCompletion(call, response, ports.newId),
    createDecoder: (call) => createCompatibleDecoder(call, ports.newId),
    parseError: parseCompatibleError,
    recover({ target }, response) {
      const base = baseOf(provider, target, ports.env)
      if (!isBareOrigin(base) || !isMissingPath(response)) return false
      // Others may share the base.
      endpoints = new WeakMap()
      if (unversioned.delete(base)) return false
      unversioned.add(base)
      return true
    },
  }
}

/** The path is not there, as opposed to a model that is not there. */
function isMissingPath({ status, body }: HttpResponse): boolean {
  return (status === 404 || status === 405) && !/model/i.test(Buffer.from(body).toString('utf8'))
}

function headersOf(
  provider: CompatibleProvider,
  target: Target,
  env: ProviderPorts['env'],
  url: string,
): Record<string, string> {
  const key = textParam(target.params, 'api_key') ?? textEnv(env, ...provider.keyVariables)
  if (!key && provider.keyRequired && provider.baseUrl !== undefined && url.startsWith(provider.baseUrl)) {
    throw new ProviderError(
      'authentication',
      `${target.provider}/${target.model} has no key; set api_key or ${provider.keyVariables.join(', ')}`,
      { provider: target.provider },
    )
  }
  const organization = textParam(target.params, 'organization')
  return {
    'content-type': 'application/json',
    'accept-encoding': 'identity',
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(organization ? { 'openai-organization': organization } : {}),
    ...headersParam(target.params.headers),
    ...headersParam(target.params.extra_headers),
  }
}
