import type { Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import { type Env, isAddress, textEnv, textParam } from '../spec/settings.ts'
import type { CompatibleProvider } from './provider.ts'

/** Base of the API as configured: `api_base` (or `base_url`), the provider's variables, its default. */
export function baseOf(provider: CompatibleProvider, target: Target, env: Env): string {
  const candidates = [
    textParam(target.params, 'api_base'),
    textParam(target.params, 'base_url'),
    ...provider.baseVariables.map((name) => textEnv(env, name)),
    provider.baseUrl,
  ]
  // Some setups carry values like "/v1"; what is no absolute URL counts as unset.
  const base = candidates.find((value) => value !== undefined && isAddress(value))
  if (base !== undefined) return base.replace(/\/+(?=$|\?)/, '')
  const variables = provider.baseVariables.length > 0 ? ` (or ${provider.baseVariables.join(', ')})` : ''
  throw new ProviderError(
    'bad_request',
    `${target.provider}/${target.model} needs api_base${variables}: an absolute http(s) URL such as http://127.0.0.1:8000/v1`,
    { provider: target.provider, param: 'api_base' },
  )
}

/** Whether a base is only an origin, so that the `/v1` is a guess. */
export function isBareOrigin(base: string): boolean {
  return new URL(base).pathname === '/'
}

/** Where chat completions live under a base; `versioned` puts `/v1` under a bare origin. */
export function completionsUrl(base: string, versioned: boolean): string {
  const url = new URL(base)
  const path = url.pathname.replace(/\/+$/, '')
  if (path.endsWith('/chat/completions')) return url.href
  url.pathname = `${path === '' && versioned ? '/v1' : path}/chat/completions`
  return url.href
}

/** What else a service does lives beside its chat completions. */
export function besideChat(completions: string, folder: string): string {
  return completions.replace(/\/chat\/completions(?=$|\?)/, folder)
}
