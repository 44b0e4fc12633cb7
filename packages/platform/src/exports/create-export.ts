import { randomUUID } from 'node:crypto'
import {
  type Batch,
  type ExportWish,
  filterOfSelection,
  KansokuError,
  mostExportedRows,
} from '@kansoku/contracts'
import { findObservationPage, findPage } from '@kansoku/query'
import { batches } from '@kansoku/storage'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { BatchContext } from '../batches/batch-context.ts'
import { type ExportAction, nameCreator, presentBatch, toBatch } from '../batches/batch-row.ts'
import type { BatchReader } from '../batches/read-batches.ts'

/**
 * Asks for an export; whoever runs batches writes it. Throws `unprocessable` for more rows than a file may have, and for
 * a text to search observations for.
 */
export async function createExport(
  ctx: BatchContext,
  { wish, ...member }: BatchReader & { readonly wish: ExportWish },
): Promise<Batch> {
  const { userId, projectId } = member
  await requireProjectAccess(ctx, { ...member, scope: 'traces:read' })
  const { table, format, selection } = wish
  if (table === 'observations' && selection.search !== undefined) {
    throw new KansokuError('unprocessable', 'Observations cannot be searched for a text yet.', {
      remedy: 'Filter by input or output instead.',
    })
  }
  const rowsTotal = await countRows(ctx, projectId, wish)
  if (rowsTotal > mostExportedRows) throw tooMany(rowsTotal)
  const action: ExportAction = { kind: 'export', table, format, columns: wish.columns ?? null }
  const [created] = await ctx.metadata.db
    .insert(batches)
    .values({
      ...{ id: randomUUID(), projectId, createdBy: userId, kind: 'export', action, selection, rowsTotal },
      ...{ state: 'queued', createdAt: ctx.clock.now() },
    })
    .returning()
  if (!created) throw new Error('the database returned no row for the batch')
  const batch = toBatch(created)
  return presentBatch(batch, await nameCreator(ctx, batch), { userId, mayChangeAll: false })
}

async function countRows({ analytics }: BatchContext, projectId: string, wish: ExportWish): Promise<number> {
  const { from, to, environment, search } = wish.selection
  const scope = { projectId, from, to, environment, filter: filterOfSelection(wish.selection) }
  const first = { limit: 1, offset: 0 }
  if (wish.table === 'observations') {
    return (await findObservationPage(analytics, { ...scope, ...first })).totalItems
  }
  const order = { orderBy: 'timestamp', order: 'desc' } as const
  return (await findPage(analytics, { ...scope, ...(search && { search }), ...order, ...first })).totalItems
}

function tooMany(rows: number): KansokuError {
  const number = new Intl.NumberFormat('en')
  return new KansokuError(
    'export_too_large',
    `${number.format(rows)} rows are selected; an export has at most ${number.format(mostExportedRows)}.`,
    { remedy: 'Choose a shorter time range or more filters, and export in several files.' },
  )
}
