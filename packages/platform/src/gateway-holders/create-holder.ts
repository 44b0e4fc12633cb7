import { randomUUID } from 'node:crypto'
import type { HolderChanges } from '@kansoku/contracts'
import { gatewayHolders, type HolderKind } from '@kansoku/storage'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import {
  findHolder,
  type GatewayHolderRow,
  holderColumns,
  holderExists,
  requireSoundHolder,
} from './holder-columns.ts'

interface NewHolder {
  readonly kind: HolderKind
  /** Default: a random one. */
  readonly id?: string | null | undefined
  readonly changes: HolderChanges
  readonly by: string
}

/** Creates an organisation, a team, a user, an end user or a tag. Throws `invalid_request` when it exists already. */
export async function createHolder(ctx: PlatformContext, input: NewHolder): Promise<GatewayHolderRow> {
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    return insertHolder(tx, input, ctx.clock.now())
  })
}

/** The same within a transaction that has announced its change. */
export async function insertHolder(
  tx: Transaction,
  { kind, id: wished, changes, by }: NewHolder,
  now: Date,
): Promise<GatewayHolderRow> {
  const id = wished ?? randomUUID()
  const columns = holderColumns(changes)
  if (await findHolder(tx, { kind, id })) throw holderExists({ kind, id })
  await requireSoundHolder(tx, columns)
  const [row] = await tx
    .insert(gatewayHolders)
    .values({ ...columns, kind, id, createdBy: by, updatedBy: by, createdAt: now, updatedAt: now })
    .returning()
  if (!row) throw new Error(`the insert of a ${kind} returned no row`)
  return row
}
