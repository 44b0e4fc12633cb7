import { type Batch, type ExportWish, KansokuError, mostExportedRows } from '@kansoku/contracts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { BatchContext } from '../batches/batch-context.ts'
import type { ExportAction } from '../batches/batch-row.ts'
import { countRows } from '../batches/count-rows.ts'
import { createBatch } from '../batches/create-batch.ts'
import type { BatchReader } from '../batches/read-batches.ts'

/**
 * Asks for an export; whoever runs batches writes it. Throws `export_too_large` for more rows than a file may have.
 */
export async function createExport(
  ctx: BatchContext,
  { wish, ...member }: BatchReader & { readonly wish: ExportWish },
): Promise<Batch> {
  await requireProjectAccess(ctx, { ...member, scope: 'traces:read' })
  const { table, format, selection } = wish
  const rowsTotal = await countRows(ctx, { projectId: member.projectId, table, selection })
  if (rowsTotal > mostExportedRows) throw tooMany(rowsTotal)
  const action: ExportAction = { kind: 'export', table, format, columns: wish.columns ?? null }
  return createBatch(ctx, member, { action, selection, rowsTotal })
}

function tooMany(rows: number): KansokuError {
  const number = new Intl.NumberFormat('en')
  return new KansokuError(
    'export_too_large',
    `${number.format(rows)} rows are selected; an export has at most ${number.format(mostExportedRows)}.`,
    { remedy: 'Choose a shorter time range or more filters, and export in several files.' },
  )
}
