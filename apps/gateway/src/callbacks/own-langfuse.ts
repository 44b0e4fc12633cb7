import { isRecord } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'

/** A Langfuse that the calls of a key, or of a team, are told besides. */
export interface OwnLangfuse {
  readonly host: string
  readonly publicKey: string
  readonly secretKey: string
  readonly onSuccess: boolean
  readonly onFailure: boolean
}

const defaultHost = 'https://cloud.langfuse.com'

/** `metadata.logging` of key and team, as LiteLLM keeps it; what is no Langfuse, or not whole, is none. */
export function ownLangfuses({ key, team }: Pick<Caller, 'key' | 'team'>): readonly OwnLangfuse[] {
  if (key === undefined) return []
  const { logging } = key.metadata
  const entries = [...(Array.isArray(logging) ? logging : []), ...(team?.logging ?? [])]
  return entries.length === 0 ? [] : entries.flatMap(readEntry)
}

function readEntry(entry: unknown): readonly OwnLangfuse[] {
  if (!isRecord(entry) || !isRecord(entry.callback_vars)) return []
  const { callback_name: name, callback_type: type = 'success_and_failure', callback_vars: vars } = entry
  const { langfuse_public_key: publicKey, langfuse_host: host } = vars
  const secretKey = vars.langfuse_secret_key ?? vars.langfuse_secret
  if (name !== 'langfuse' && name !== 'langfuse_otel') return []
  if (typeof publicKey !== 'string' || typeof secretKey !== 'string') return []
  return [
    {
      host: withScheme(typeof host === 'string' && host !== '' ? host : defaultHost).replace(/\/+$/, ''),
      publicKey,
      secretKey,
      onSuccess: type !== 'failure',
      onFailure: type !== 'success',
    },
  ]
}

function withScheme(host: string): string {
  return /^https?:\/\//.test(host) ? host : `http://${host}`
}
