import type { Readable } from 'node:stream'
import { type ExportFormat, KansokuError } from '@kansoku/contracts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { BatchContext } from '../batches/batch-context.ts'
import { readParts } from '../batches/parts.ts'
import { findBatch, type OneBatch } from '../batches/read-batches.ts'

export interface ExportFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  /** Read it to its end or destroy it. */
  readonly content: Readable
}

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonl: 'application/jsonl',
  parquet: 'application/vnd.apache.parquet',
}

/** Throws `not_found` unless the user may see the project and the export is complete. */
export async function getExportFile(ctx: BatchContext, one: OneBatch): Promise<ExportFile> {
  await requireProjectAccess(ctx, { ...one, scope: 'traces:read' })
  const batch = await findBatch(ctx, one)
  if (batch.action.kind !== 'export' || batch.state !== 'completed') {
    throw new KansokuError('not_found', 'The export is not complete.')
  }
  const { table, format } = batch.action
  const day = batch.createdAt.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  return {
    name: `${table}-${day}.${format}`,
    contentType: contentTypes[format],
    bytes: batch.bytes,
    content: readParts(ctx, batch),
  }
}
