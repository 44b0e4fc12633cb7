import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import { type Env, textEnv, textParam } from '../../spec/settings.ts'
import { textSetting } from '../settings.ts'

interface StaticKeys {
  readonly kind: 'static'
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Where credentials for AssumeRole themselves come from. */
export type SourcePlan =
  | StaticKeys
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'default' }

/** How a deployment gets its credentials; plain data, so equal settings share one set of credentials. */
export type CredentialPlan =
  | SourcePlan
  | { readonly kind: 'bearer'; readonly token: string }
  | {
      readonly kind: 'web_identity'
      /** A literal token, `file:<path>` or `env:<name>`; read again at each renewal. */
      readonly token: string
      readonly roleArn: string
      readonly sessionName?: string
      readonly stsEndpoint?: string
    }
  | {
      readonly kind: 'assume_role'
      readonly roleArn: string
      readonly sessionName?: string
      readonly externalId?: string
      readonly stsEndpoint?: string
      readonly source: SourcePlan
    }

/**
 * Precedence: bearer key (`api_key`, `AWS_BEARER_TOKEN_BEDROCK`), web identity with a role, role, profile, key and
 * secret, AWS's default chain. Every setting falls back to the environment variable of its name in capitals; empty
 * counts as unset; `aws_session_name` alone asks for nothing. Throws `ProviderError` (authentication).
 */
export function planCredentials(params: Target['params'], env: Env): CredentialPlan {
  const setting = (name: string) => textSetting(params, env, name)
  const bearer = textParam(params, 'api_key') ?? textEnv(env, 'AWS_BEARER_TOKEN_BEDROCK')
  if (bearer) return { kind: 'bearer', token: bearer }
  const roleArn = setting('aws_role_name')
  const role = {
    ...optional('sessionName', setting('aws_session_name')),
    ...optional('stsEndpoint', setting('aws_sts_endpoint')),
  }
  const webToken = setting('aws_web_identity_token')
  if (webToken && roleArn) return { kind: 'web_identity', token: tokenSource(webToken), roleArn, ...role }
  if (webToken) throw refuse('aws_web_identity_token needs aws_role_name: the role to assume with it')
  const source = sourceOf(params, env)
  if (!roleArn) return source
  // A pod with this very role already has its credentials through the default chain.
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN === roleArn) return { kind: 'default' }
  return {
    kind: 'assume_role',
    roleArn,
    ...role,
    ...optional('externalId', setting('aws_external_id')),
    source,
  }
}

function sourceOf(params: Target['params'], env: Env): SourcePlan {
  const profile = textSetting(params, env, 'aws_profile_name')
  if (profile) return { kind: 'profile', name: profile }
  const own = textParam(params, 'aws_access_key_id')
  const accessKeyId = textSetting(params, env, 'aws_access_key_id')
  const secretAccessKey = textSetting(params, env, 'aws_secret_access_key')
  if (!accessKeyId && !secretAccessKey) return { kind: 'default' }
  if (!accessKeyId || !secretAccessKey) {
    const missing = accessKeyId ? 'aws_secret_access_key' : 'aws_access_key_id'
    throw refuse(`${missing} is not set while the other half of the key pair is; set both or none`)
  }
  // The environment's session token belongs to the environment's key.
  const fromEnv = own === undefined || own === env.AWS_ACCESS_KEY_ID
  const sessionToken = textSetting(params, fromEnv ? env : {}, 'aws_session_token')
  return { kind: 'static', accessKeyId, secretAccessKey, ...optional('sessionToken', sessionToken) }
}

/** `oidc/file/<path>`, `oidc/env/<name>`, a path, or the token itself. */
function tokenSource(value: string): string {
  const oidc = /^oidc\/(\w+)\/(.+)$/.exec(value)
  if (oidc?.[1] === 'file') return `file:${oidc[2]}`
  if (oidc?.[1] === 'env') return `env:${oidc[2]}`
  if (oidc || value.startsWith('oidc/')) {
    throw refuse(`aws_web_identity_token "${value}" is not known; use oidc/file/<path> or oidc/env/<name>`)
  }
  return value.startsWith('/') ? `file:${value}` : value
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string })
}

function refuse(message: string): ProviderError {
  return new ProviderError('authentication', message, { provider: 'bedrock' })
}
