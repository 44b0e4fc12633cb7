import { gatewayHolders } from '@kansoku/storage'
import { and, eq, type SQL } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { insertHolder } from './create-holder.ts'

/** A user by id or e-mail address. */
export interface UserName {
  readonly user_id?: string | null | undefined
  readonly user_email?: string | null | undefined
}

/** The id of a user who exists. */
export async function findUser(
  tx: Transaction,
  { user_id, user_email }: UserName,
  isHome?: SQL,
): Promise<string | undefined> {
  const { id, email, kind } = gatewayHolders
  const [row] = await tx
    .select({ id })
    .from(gatewayHolders)
    .where(and(eq(kind, 'user'), user_id ? eq(id, user_id) : eq(email, user_email ?? ''), isHome))
  return row?.id
}

/** Throws `invalid_request` for the id of a user that another project has. */
export async function createMissingUser(
  tx: Transaction,
  { user_id, user_email }: UserName,
  { projectId, by, now }: { projectId: string | undefined; by: string; now: Date },
) {
  const changes = { email: user_email, role: 'internal_user', projectId }
  return (await insertHolder(tx, { kind: 'user', id: user_id, changes, by }, now)).id
}
