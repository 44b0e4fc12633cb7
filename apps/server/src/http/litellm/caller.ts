import { callerHeader, KansokuError } from '@kansoku/contracts'
import { getRoleOfKey } from '@kansoku/platform'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'

/** Who asks, by the word of the gateway. */
export type ManagementCaller =
  | { readonly kind: 'admin'; readonly id: string; readonly holdsMasterKey: boolean }
  | { readonly kind: 'key'; readonly id: string; readonly hash: string }

/** Whom LiteLLM takes the holder of the master key for. */
const adminId = 'default_user_id'

function readCaller(request: FastifyRequest): ManagementCaller {
  const value = String(request.headers[callerHeader] ?? '')
  if (value === 'proxy_admin') return { kind: 'admin', id: adminId, holdsMasterKey: true }
  const hash = /^key:([0-9a-f]{64})$/.exec(value)?.[1]
  if (hash === undefined) throw new KansokuError('invalid_request', `The header ${callerHeader} names nobody`)
  return { kind: 'key', id: hash, hash }
}

/** A key has the rights of its user: a proxy admin manages, a viewer of the proxy reads. */
export async function findCaller(context: ServerContext, request: FastifyRequest): Promise<ManagementCaller> {
  const caller = readCaller(request)
  if (caller.kind === 'admin') return caller
  const user = await getRoleOfKey(context, caller)
  const isAdmin =
    user?.role === 'proxy_admin' || (user?.role === 'proxy_admin_viewer' && request.method === 'GET')
  return user && isAdmin ? { kind: 'admin', id: user.userId, holdsMasterKey: false } : caller
}

/** Throws `access_denied` unless an admin asks. */
export function requireAdmin(caller: ManagementCaller, path: string): void {
  if (caller.kind === 'admin') return
  throw new KansokuError(
    'access_denied',
    `Only proxy admin can be used to generate, delete, update info for new keys/users/teams. Route=${path}`,
  )
}

/** Throws `access_denied` unless the holder of the master key asks: the role of a proxy admin does not suffice. */
export function requireMasterKey(caller: ManagementCaller, path: string): void {
  if (caller.kind === 'admin' && caller.holdsMasterKey) return
  throw new KansokuError(
    'access_denied',
    `Tried to access route=${path}, which is only for the holder of the master key`,
  )
}
