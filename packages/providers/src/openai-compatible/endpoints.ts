import type { BuiltCall, HttpRequest, HttpResponse, Target } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { headersParam, textEnv, textParam } from '../spec/settings.ts'
import { baseOf, completionsUrl, isBareOrigin } from './endpoint.ts'
import type { CompatibleProvider } from './provider.ts'

/** Where one deployment's chat completions are, and as whom they are called. */
export interface Endpoint {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Sends to a path beside chat completions. */
export type Post = (
  target: Target,
  folder: string,
  body: { readonly type: string; readonly bytes: string | Uint8Array },
  signal?: AbortSignal,
) => Promise<HttpRequest>

/** Finds the addresses of deployments. Throws and rejects with `ProviderError` (bad_request, authentication). */
export interface Endpoints {
  baseOf(target: Target): string
  of(target: Target, signal?: AbortSignal): Endpoint | Promise<Endpoint>
  /** Learns from a refusal; true when another address or another token may help. */
  recover(call: BuiltCall, response: HttpResponse): boolean
}

export function createEndpoints(provider: CompatibleProvider, ports: ProviderPorts): Endpoints {
  /** Bare origins whose chat completions turned out to lie at the root. */
  const unversioned = new Set<string>()
  /** Settings of a deployment never change, and reading them anew costs each call two URLs. */
  let endpoints = new WeakMap<Target['params'], Endpoint>()
  return {
    baseOf: (target) => baseOf(provider, target, ports.env),
    of(target) {
      const known = endpoints.get(target.params)
      if (known) return known
      const base = baseOf(provider, target, ports.env)
      const url = completionsUrl(base, !unversioned.has(base))
      const endpoint = { url, headers: headersOf(provider, target, ports.env, url) }
      endpoints.set(target.params, endpoint)
      return endpoint
    },
    recover({ target, request }, response) {
      // Of another path that is not there nothing follows for this one.
      if (!new URL(request.url).pathname.endsWith('/chat/completions')) return false
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
  return (status === 404 || status === 405) && !/model/i.test(bodyText(body))
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
    ...ownHeaders(provider, env),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(organization ? { 'openai-organization': organization } : {}),
    ...headersParam(target.params.headers),
    ...headersParam(target.params.extra_headers),
  }
}

/** What every call carries, whoever makes it. */
export function ownHeaders(
  { headerVariables }: CompatibleProvider,
  env: ProviderPorts['env'],
): Record<string, string> {
  const named = Object.entries(headerVariables).flatMap(([header, variable]) => {
    const value = textEnv(env, variable)
    return value === undefined ? [] : [[header, value] as const]
  })
  return { 'content-type': 'application/json', 'accept-encoding': 'identity', ...Object.fromEntries(named) }
}
