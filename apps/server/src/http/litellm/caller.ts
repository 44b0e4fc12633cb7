import { callerHeader, KansokuError } from '@kansoku/contracts'
import type { FastifyRequest } from 'fastify'

/** Who asks, by the word of the gateway. */
export type ManagementCaller =
  | { readonly kind: 'admin'; readonly id: string }
  | { readonly kind: 'key'; readonly id: string; readonly hash: string }

/** Whom LiteLLM takes the holder of the master key for. */
const adminId = 'default_user_id'

export function readCaller(request: FastifyRequest): ManagementCaller {
  const value = String(request.headers[callerHeader] ?? '')
  if (value === 'proxy_admin') return { kind: 'admin', id: adminId }
  const hash = /^key:([0-9a-f]{64})$/.exec(value)?.[1]
  if (hash === undefined) throw new KansokuError('invalid_request', `The header ${callerHeader} names nobody`)
  return { kind: 'key', id: hash, hash }
}

/** Throws `access_denied` unless the master key asks. */
export function requireAdmin(caller: ManagementCaller, path: string): void {
  if (caller.kind === 'admin') return
  throw new KansokuError(
    'access_denied',
    `Only proxy admin can be used to generate, delete, update info for new keys/users/teams. Route=${path}`,
  )
}
