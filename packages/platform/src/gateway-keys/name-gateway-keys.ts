import { gatewayKeys } from '@kansoku/storage'
import { and, inArray, or, sql } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'

/** How people know a key. */
export interface KeyName {
  /** Its present hash: a key that was replaced has others in older calls. */
  readonly hash: string
  readonly name: string
}

/** Keys by any hash that they have or had; those that do not exist any more are absent. */
export async function nameGatewayKeys(
  ctx: PlatformContext,
  { hashes, projectId }: { hashes: readonly string[]; projectId: string },
): Promise<ReadonlyMap<string, KeyName>> {
  if (hashes.length === 0) return new Map()
  const { hash, formerHashes, alias, displayKey } = gatewayKeys
  const rows = await ctx.metadata.db
    .select({ hash, formerHashes, alias, displayKey })
    .from(gatewayKeys)
    .where(
      and(
        or(inArray(hash, [...hashes]), sql`${formerHashes} ?| ${sql.param([...hashes])}::text[]`),
        await belongsTo(ctx, gatewayKeys.projectId, projectId),
      ),
    )
  return new Map(
    rows.flatMap((row) => {
      const known = { hash: row.hash, name: row.alias ?? row.displayKey }
      return [row.hash, ...row.formerHashes].map((one) => [one, known] as const)
    }),
  )
}

/** Present hashes of a project's keys that were replaced, by those that they had before. */
export async function listReplacedKeys(
  ctx: PlatformContext,
  { projectId }: { projectId: string },
): Promise<Readonly<Record<string, string>>> {
  const { hash, formerHashes } = gatewayKeys
  const rows = await ctx.metadata.db
    .select({ hash, formerHashes })
    .from(gatewayKeys)
    .where(and(sql`${formerHashes} <> '[]'::jsonb`, await belongsTo(ctx, gatewayKeys.projectId, projectId)))
  return Object.fromEntries(
    rows.flatMap((row) => row.formerHashes.map((former) => [former, row.hash] as const)),
  )
}
