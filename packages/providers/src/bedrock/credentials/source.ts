import { abortable } from '../../http/abortable.ts'
import { ProviderError } from '../../spec/error.ts'
import type { Env } from '../../spec/settings.ts'
import type { AwsCredentials } from './aws-credentials.ts'
import { type AwsPlan, loadCredentials } from './load.ts'

/** Credentials of all deployments; equal plans share one set. */
export interface CredentialSource {
  /** Fresh enough for a request sent now. Rejects with `ProviderError` (authentication), or `signal.reason`. */
  get(plan: AwsPlan, region: string, signal?: AbortSignal): Promise<AwsCredentials>
  /** AWS refused these credentials: the next `get` loads anew. */
  discard(plan: AwsPlan, region: string): void
}

export interface CredentialSourceOptions {
  readonly now: () => number
  /** Where a web identity token may stand. */
  readonly env?: Env
  readonly load?: (plan: AwsPlan, region: string) => Promise<AwsCredentials>
}

/** From here on renewal runs beside the calls. */
const RENEW_BEFORE_MS = 5 * 60_000
/** From here on calls wait for renewal. */
const EXPIRED_BEFORE_MS = 15_000
/** Least time between two background renewals, and how long a failure is remembered. */
const RETRY_AFTER_MS = 5_000
/** Profiles and keys without expiry are read again after this, so that rotated ones are noticed. */
const UNDATED_LIFE_MS = 10 * 60_000

interface Entry {
  credentials?: AwsCredentials
  usableUntil: number
  loading?: Promise<AwsCredentials>
  nextRenewal: number
  failure?: { error: ProviderError; until: number }
}

export function createCredentialSource(options: CredentialSourceOptions): CredentialSource {
  const { now, env = {} } = options
  const { load = (plan, region) => loadCredentials(plan, region, env) } = options
  const entries = new Map<string, Entry>()

  const renew = (entry: Entry, plan: AwsPlan, region: string): Promise<AwsCredentials> => {
    entry.nextRenewal = now() + RETRY_AFTER_MS
    entry.loading ??= load(plan, region)
      .then(
        (credentials) => {
          entry.credentials = credentials
          entry.usableUntil = credentials.expiration?.getTime() ?? now() + UNDATED_LIFE_MS
          delete entry.failure
          return credentials
        },
        (cause: unknown) => {
          const error = toAuthenticationError(plan, cause)
          entry.failure = { error, until: now() + RETRY_AFTER_MS }
          throw error
        },
      )
      .finally(() => {
        delete entry.loading
      })
    return entry.loading
  }

  const get = async (plan: AwsPlan, region: string): Promise<AwsCredentials> => {
    if (plan.kind === 'static') return plan
    const entry = entryOf(entries, plan, region)
    const { credentials } = entry
    const left = entry.usableUntil - now()
    if (credentials && left > EXPIRED_BEFORE_MS) {
      if (left < RENEW_BEFORE_MS && now() >= entry.nextRenewal) renew(entry, plan, region).catch(() => {})
      return credentials
    }
    try {
      if (entry.failure && now() < entry.failure.until) throw entry.failure.error
      return await renew(entry, plan, region)
    } catch (error) {
      if (credentials && left > 0) return credentials
      throw error
    }
  }
  return {
    get: (plan, region, signal) => abortable(get(plan, region), signal),
    discard: (plan, region) => entries.delete(keyOf(plan, region)),
  }
}

function entryOf(entries: Map<string, Entry>, plan: AwsPlan, region: string): Entry {
  const key = keyOf(plan, region)
  const known = entries.get(key)
  if (known) return known
  const entry: Entry = { usableUntil: 0, nextRenewal: 0 }
  entries.set(key, entry)
  return entry
}

/** Only what goes through STS depends on the region. */
function keyOf(plan: AwsPlan, region: string): string {
  const regional = plan.kind === 'assume_role' || plan.kind === 'web_identity'
  return JSON.stringify(regional ? [region, plan] : plan)
}

const REMEDIES: Readonly<Record<AwsPlan['kind'], string>> = {
  static: 'check aws_access_key_id and aws_secret_access_key',
  profile: 'check aws_profile_name and the files under ~/.aws',
  default:
    'set aws_access_key_id and aws_secret_access_key (or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), a profile, AWS_BEARER_TOKEN_BEDROCK, or run on an instance or container with a role',
  assume_role: 'check aws_role_name, its trust policy and the credentials that assume it',
  web_identity: 'check aws_web_identity_token, aws_role_name and the trust policy of the role',
}

function toAuthenticationError(plan: AwsPlan, cause: unknown): ProviderError {
  const text = cause instanceof Error ? cause.message : String(cause)
  const remedy = REMEDIES[plan.kind]
  return new ProviderError('authentication', `Unable to locate credentials: ${text}; ${remedy}`, {
    provider: 'bedrock',
    cause,
  })
}
