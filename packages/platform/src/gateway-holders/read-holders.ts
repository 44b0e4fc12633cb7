import { gatewayHolders, gatewayMembers, type HolderKind } from '@kansoku/storage'
import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { PlatformContext } from '../context.ts'
import { type GatewayHolderRow, type HolderName, holderNotFound } from './holder-columns.ts'

interface HolderSelection {
  readonly kind: HolderKind
  readonly ids?: readonly string[] | undefined
  readonly alias?: string | undefined
  readonly email?: string | undefined
  readonly role?: string | undefined
  readonly organizationId?: string | undefined
  /** Those that this user is a member of. */
  readonly memberId?: string | undefined
  /** Parts of the id and of the e-mail address, whatever their case. */
  readonly containing?: { readonly id?: string | undefined; readonly email?: string | undefined }
  readonly limit: number
  readonly offset?: number
}

/** Throws `not_found`. */
export async function getHolder(ctx: PlatformContext, { kind, id }: HolderName): Promise<GatewayHolderRow> {
  const { holders } = await listHolders(ctx, { kind, ids: [id], limit: 1 })
  const [row] = holders
  if (!row) throw holderNotFound({ kind, id })
  return row
}

/** A page of those that fit, newest first. */
export async function listHolders(
  ctx: PlatformContext,
  selection: HolderSelection,
): Promise<{ holders: readonly GatewayHolderRow[]; totalItems: number }> {
  const fits = conditionOf(ctx, selection)
  const [holders, [total]] = await Promise.all([
    ctx.metadata.db
      .select()
      .from(gatewayHolders)
      .where(fits)
      .orderBy(desc(gatewayHolders.createdAt), asc(gatewayHolders.id))
      .limit(selection.limit)
      .offset(selection.offset ?? 0),
    ctx.metadata.db.select({ items: count() }).from(gatewayHolders).where(fits),
  ])
  return { holders, totalItems: total?.items ?? 0 }
}

function conditionOf(
  ctx: PlatformContext,
  { kind, ids, alias, email, role, organizationId, memberId, containing = {} }: HolderSelection,
): SQL | undefined {
  const { db } = ctx.metadata
  const membership =
    memberId === undefined
      ? undefined
      : db
          .select({ id: gatewayMembers.holderId })
          .from(gatewayMembers)
          .where(and(eq(gatewayMembers.holderKind, kind), eq(gatewayMembers.userId, memberId)))
  return and(
    eq(gatewayHolders.kind, kind),
    ids === undefined ? undefined : inArray(gatewayHolders.id, [...ids]),
    alias === undefined ? undefined : eq(gatewayHolders.alias, alias),
    email === undefined ? undefined : eq(gatewayHolders.email, email),
    contains(gatewayHolders.id, containing.id),
    contains(gatewayHolders.email, containing.email),
    role === undefined ? undefined : eq(gatewayHolders.role, role),
    organizationId === undefined ? undefined : eq(gatewayHolders.organizationId, organizationId),
    membership === undefined ? undefined : inArray(gatewayHolders.id, membership),
  )
}

function contains(column: PgColumn, part: string | undefined): SQL | undefined {
  return part === undefined ? undefined : sql`strpos(lower(${column}), lower(${part})) > 0`
}
