import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import { headersParam, textEnv, textParam } from '../../spec/settings.ts'
import { baseOf } from '../endpoint.ts'
import { type Endpoints, ownHeaders } from '../endpoints.ts'
import { modelOf } from '../model.ts'
import type { CompatibleProvider } from '../provider.ts'
import { createEntraTokens } from './entra-tokens.ts'

const DEFAULT_VERSION = '2025-02-01-preview'
/** Versions of the API that has OpenAI's own paths, and the model in the body. */
const PLAIN_VERSION = /^(?:v1|latest|preview)$/
/** An application that a deployment names itself is meant before a key that the environment holds. */
const APPLICATION = ['tenant_id', 'client_id', 'client_secret'] as const

export function createAzureEndpoints(provider: CompatibleProvider, ports: ProviderPorts): Endpoints {
  const { env } = ports
  const tokens = createEntraTokens(ports)
  const authorize = async (target: Target, signal?: AbortSignal): Promise<Record<string, string>> => {
    const key = textParam(target.params, 'api_key')
    const token = textParam(target.params, 'azure_ad_token')
    if (key) return { 'api-key': key }
    if (token) return bearer(token)
    const asApplication = async () => bearerOrNone(await tokens.get(target.params, signal))
    const own = APPLICATION.some((name) => textParam(target.params, name)) && (await asApplication())
    if (own) return own
    const shared = textEnv(env, ...provider.keyVariables)
    if (shared) return { 'api-key': shared }
    const sharedToken = textEnv(env, 'AZURE_AD_TOKEN')
    if (sharedToken) return bearer(sharedToken)
    const issued = await asApplication()
    if (issued) return issued
    throw noCredentials(target, provider)
  }
  return {
    baseOf: (target) => baseOf(provider, target, env),
    async of(target, signal) {
      const { id } = modelOf(target, provider)
      const version = textParam(target.params, 'api_version') ?? textEnv(env, 'AZURE_API_VERSION')
      return {
        url: completionsUrl(baseOf(provider, target, env), id, version),
        headers: {
          ...ownHeaders(provider, env),
          ...(await authorize(target, signal)),
          ...headersParam(target.params.headers),
          ...headersParam(target.params.extra_headers),
        },
      }
    },
    recover: ({ target }, { status }) => status === 401 && tokens.discard(target.params),
  }
}

/**
 * Where a deployment's chat completions are: under its own path, or under OpenAI's when the base or the version says
 * so. A base may hold any part of the path already.
 */
export function completionsUrl(base: string, deployment: string, version: string | undefined): string {
  const url = new URL(base)
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:chat\/completions|embeddings)$/, '')
  const plain = path.endsWith('/openai/v1') || (version !== undefined && PLAIN_VERSION.test(version))
  const root = path.replace(/\/openai(?:\/v1)?$/, '')
  if (plain) url.pathname = `${root}/openai/v1/chat/completions`
  else if (path.includes('/openai/deployments/')) url.pathname = `${path}/chat/completions`
  else url.pathname = `${root}/openai/deployments/${encodeURIComponent(deployment)}/chat/completions`
  if (version === 'preview' || !plain) {
    const named = url.searchParams.get('api-version')
    url.searchParams.set('api-version', version ?? named ?? DEFAULT_VERSION)
  }
  return url.href
}

function bearerOrNone(token: string | undefined): Record<string, string> | undefined {
  return token === undefined ? undefined : bearer(token)
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

function noCredentials({ provider, model }: Target, { keyVariables }: CompatibleProvider): ProviderError {
  return new ProviderError(
    'authentication',
    `${provider}/${model} has no credentials; set api_key (or ${keyVariables.join(', ')}), azure_ad_token, or tenant_id, client_id and client_secret`,
    { provider },
  )
}
