import { createTokenSource, tokenRequest } from '../../http/token-source.ts'
import type { Target } from '../../spec/adapter.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import { textEnv, textParam } from '../../spec/settings.ts'

const AUTHORITY = 'https://login.microsoftonline.com'
const SCOPE = 'https://cognitiveservices.azure.com/.default'

/** Tokens of Microsoft Entra for applications that are known by tenant, client and secret. */
export interface EntraTokens {
  /** Undefined where the deployment is not called as an application. Rejects with `ProviderError` (authentication). */
  get(params: Target['params'], signal?: AbortSignal): Promise<string | undefined>
  /** The service refused the token; true when the next one is a new one. */
  discard(params: Target['params']): boolean
}

export function createEntraTokens({ env, now }: ProviderPorts): EntraTokens {
  const source = createTokenSource({ provider: 'azure', env, now })
  const requestOf = (params: Target['params']) => {
    const read = (name: string) => textParam(params, name) ?? textEnv(env, `AZURE_${name.toUpperCase()}`)
    const [tenant, client, secret] = [read('tenant_id'), read('client_id'), read('client_secret')]
    if (!tenant || !client || !secret) return undefined
    const authority = textEnv(env, 'AZURE_AUTHORITY_HOST')?.replace(/\/+$/, '') ?? AUTHORITY
    return tokenRequest(`${authority}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: client,
      client_secret: secret,
      scope: textParam(params, 'azure_scope') ?? textEnv(env, 'AZURE_SCOPE') ?? SCOPE,
    })
  }
  return {
    async get(params, signal) {
      const request = requestOf(params)
      return request && source.get(JSON.stringify(request), async () => request, signal)
    },
    discard(params) {
      const request = requestOf(params)
      return request !== undefined && source.discard(JSON.stringify(request))
    },
  }
}
