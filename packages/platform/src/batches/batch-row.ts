import type { Batch, ExportFormat, RowSelection, TraceChange } from '@kansoku/contracts'
import { type batches, users } from '@kansoku/storage'
import { eq, type InferSelectModel } from 'drizzle-orm'
import type { ProjectScope } from '../access/project-scopes.ts'
import type { PlatformContext } from '../context.ts'

export interface ExportAction {
  readonly kind: 'export'
  readonly table: 'traces' | 'observations'
  readonly format: ExportFormat
  /** Null: all of them. */
  readonly columns: readonly string[] | null
}

/** What is done to each of the rows. */
export type BatchAction = ExportAction | TraceChange

type StoredBatch = InferSelectModel<typeof batches>

/** Work on many rows. What its columns of JSON hold was checked when it was asked for. */
export interface BatchRow extends Omit<StoredBatch, 'action' | 'selection'> {
  readonly action: BatchAction
  readonly selection: RowSelection
}

/** What somebody must be allowed to do. */
export function scopeOfAction({ kind }: BatchAction): ProjectScope {
  if (kind === 'export') return 'traces:read'
  return kind === 'delete' ? 'traces:delete' : 'traces:annotate'
}

export const toBatch = (row: StoredBatch) => row as BatchRow

interface Reader {
  readonly userId: string
  /** Whether the reader may end what others have begun. */
  readonly mayChangeAll: boolean
}

export function presentBatch(row: BatchRow, creator: string | null, reader: Reader): Batch {
  const isMine = row.createdBy === reader.userId
  return {
    id: row.id,
    action: presentAction(row.action),
    state: row.state,
    failure: row.failure,
    rowsTotal: row.rowsTotal,
    rowsDone: row.rowsDone,
    bytes: row.bytes,
    createdBy: creator === null ? null : { name: creator },
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    isMine,
    mayChange: isMine || reader.mayChangeAll,
  }
}

function presentAction(action: BatchAction): Batch['action'] {
  if (action.kind !== 'export') return action
  const { kind, table, format } = action
  return { kind, table, format }
}

export async function nameCreator({ metadata }: PlatformContext, { createdBy }: BatchRow) {
  const [user] = await metadata.db.select({ name: users.name }).from(users).where(eq(users.id, createdBy))
  return user?.name ?? null
}
