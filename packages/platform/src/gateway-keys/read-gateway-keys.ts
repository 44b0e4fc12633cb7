import { KansokuError } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { and, asc, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { hashOf } from './hash-gateway-key.ts'
import type { GatewayKeyRow } from './key-columns.ts'

interface KeySelection {
  readonly hashes?: readonly string[] | undefined
  readonly userId?: string | undefined
  readonly teamId?: string | undefined
  readonly alias?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** Throws `not_found`. */
export async function getGatewayKey(ctx: PlatformContext, { key }: { key: string }): Promise<GatewayKeyRow> {
  const [row] = await ctx.metadata.db
    .select()
    .from(gatewayKeys)
    .where(eq(gatewayKeys.hash, hashOf(key)))
  if (!row) throw new KansokuError('not_found', 'Key not found in database')
  return row
}

/** A page of the keys that fit, newest first. */
export async function listGatewayKeys(
  ctx: PlatformContext,
  { hashes, userId, teamId, alias, limit, offset }: KeySelection,
): Promise<{ keys: readonly GatewayKeyRow[]; totalItems: number }> {
  const fits = and(
    hashes === undefined ? undefined : inArray(gatewayKeys.hash, [...hashes]),
    userId === undefined ? undefined : eq(gatewayKeys.userId, userId),
    teamId === undefined ? undefined : eq(gatewayKeys.teamId, teamId),
    alias === undefined ? undefined : eq(gatewayKeys.alias, alias),
  )
  const [keys, [total]] = await Promise.all([
    ctx.metadata.db
      .select()
      .from(gatewayKeys)
      .where(fits)
      .orderBy(desc(gatewayKeys.createdAt), asc(gatewayKeys.hash))
      .limit(limit)
      .offset(offset),
    ctx.metadata.db.select({ items: count() }).from(gatewayKeys).where(fits),
  ])
  return { keys, totalItems: total?.items ?? 0 }
}

interface AliasSelection {
  /** A part of the alias, whatever its case. */
  readonly search?: string | undefined
  readonly teamId?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** A page of the aliases that fit, in their order. */
export async function listKeyAliases(
  ctx: PlatformContext,
  { search, teamId, limit, offset }: AliasSelection,
): Promise<{ aliases: readonly string[]; totalItems: number }> {
  const fits = and(
    isNotNull(gatewayKeys.alias),
    search === undefined ? undefined : sql`strpos(lower(${gatewayKeys.alias}), lower(${search})) > 0`,
    teamId === undefined ? undefined : eq(gatewayKeys.teamId, teamId),
  )
  const [rows, [total]] = await Promise.all([
    ctx.metadata.db
      .select({ alias: gatewayKeys.alias })
      .from(gatewayKeys)
      .where(fits)
      .orderBy(asc(gatewayKeys.alias))
      .limit(limit)
      .offset(offset),
    ctx.metadata.db.select({ items: count() }).from(gatewayKeys).where(fits),
  ])
  return { aliases: rows.flatMap(({ alias }) => alias ?? []), totalItems: total?.items ?? 0 }
}
