import type { Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { OriginalRequest } from '../spec/original.ts'
import { baseParam, type Env, headersParam, textEnv, textParam } from '../spec/settings.ts'

const DEFAULT_BASE = 'https://api.anthropic.com'
const VERSION = '2023-06-01'
/** Keys of subscriptions are no API keys: they go out as bearer tokens, and with this beta. */
const SUBSCRIPTION_KEY = /^sk-ant-oat/
const SUBSCRIPTION_BETA = 'oauth-2025-04-20'

/** Base of the API: `api_base` (or `base_url`), ANTHROPIC_BASE_URL, ANTHROPIC_API_BASE, Anthropic itself. */
export function baseOf({ params }: Target, env: Env): string {
  return baseParam(params, env, 'ANTHROPIC_BASE_URL', 'ANTHROPIC_API_BASE') ?? DEFAULT_BASE
}

/** Where messages are posted to, whichever part of the path the base holds already. */
export function messagesUrl(base: string): string {
  if (/\/messages$/.test(base)) return base
  return /\/v1$/.test(base) ? `${base}/messages` : `${base}/v1/messages`
}

/** Headers of a call: key, version, and betas of the deployment, the model and the client together. */
export function headersOf(
  target: Target,
  env: Env,
  original: OriginalRequest | undefined,
  betas: readonly string[],
): Record<string, string> {
  const own = { ...headersParam(target.params.headers), ...headersParam(target.params.extra_headers) }
  const { key, headers: credentials } = credentialsOf(target, env)
  const all = [
    ...listOf(original?.headers['anthropic-beta']),
    ...listOf(own['anthropic-beta']),
    ...betas,
    ...(key !== undefined && SUBSCRIPTION_KEY.test(key) ? [SUBSCRIPTION_BETA] : []),
  ]
  return {
    'content-type': 'application/json',
    'accept-encoding': 'identity',
    'anthropic-version': original?.headers['anthropic-version'] ?? VERSION,
    ...credentials,
    ...own,
    ...(all.length === 0 ? {} : { 'anthropic-beta': [...new Set(all)].join(',') }),
  }
}

function credentialsOf(target: Target, env: Env): { key?: string; headers: Record<string, string> } {
  const key = textParam(target.params, 'api_key') ?? textEnv(env, 'ANTHROPIC_API_KEY')
  const token = textEnv(env, 'ANTHROPIC_AUTH_TOKEN')
  const bearer = key === undefined ? token : SUBSCRIPTION_KEY.test(key) ? key : undefined
  if (bearer !== undefined) return { key: bearer, headers: { authorization: `Bearer ${bearer}` } }
  if (key !== undefined) return { key, headers: { 'x-api-key': key } }
  if (baseOf(target, env) !== DEFAULT_BASE) return { headers: {} }
  throw new ProviderError(
    'authentication',
    `${target.provider}/${target.model} has no key; set api_key or ANTHROPIC_API_KEY`,
    { provider: target.provider },
  )
}

function listOf(header: string | undefined): readonly string[] {
  return (header ?? '').split(',').flatMap((name) => name.trim() || [])
}
