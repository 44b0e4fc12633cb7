import { z } from 'zod'
import { type FilterCondition, filterList } from '../filters.ts'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { exportFormats, observationExportColumns, traceExportColumns } from './export-columns.ts'
import { projectParams } from './time-range.ts'
import { traceEdit } from './trace-edits.ts'

/** More rows than a file of them is of use for. */
export const mostExportedRows = 1_500_000
/** Rows that are named one by one; of more a filter tells. */
export const mostNamedRows = 5_000

/** Which rows of a list: those that match, or, with `ids`, these and no others. Bounds of time hold for both. */
const rowSelection = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  environment: z.array(storableText).max(100).optional(),
  /** Free text, as in the list. */
  search: storableText.max(500).optional(),
  filter: filterList.default([]),
  ids: z.array(storableText.min(1)).min(1).max(mostNamedRows).optional(),
})
export type RowSelection = z.output<typeof rowSelection>

/** The filter that a selection amounts to. */
export function filterOfSelection({ ids, filter }: Pick<RowSelection, 'ids' | 'filter'>): FilterCondition[] {
  return ids ? [{ type: 'stringOptions', column: 'id', operator: 'any of', value: ids }] : filter
}

const exportBody = {
  selection: rowSelection,
  format: z.enum(exportFormats),
}
/** Columns that are absent mean all of them. */
const exportWish = z.discriminatedUnion('table', [
  z.object({
    table: z.literal('traces'),
    ...exportBody,
    columns: z.array(z.enum(traceExportColumns)).min(1).optional(),
  }),
  z.object({
    table: z.literal('observations'),
    ...exportBody,
    columns: z.array(z.enum(observationExportColumns)).min(1).optional(),
  }),
])
export type ExportWish = z.output<typeof exportWish>

const exportAction = z.object({
  kind: z.literal('export'),
  table: z.enum(['traces', 'observations']),
  format: z.enum(exportFormats),
})

/** What can be done to many traces. Links to the public are for one at a time. */
const traceChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delete') }),
  z.object({ kind: z.literal('edit'), edit: traceEdit.omit({ public: true }) }),
])
export type TraceChange = z.output<typeof traceChange>

export const batchStates = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const

/** Work on many rows that goes on beside requests. */
const batch = z.object({
  id: z.string(),
  action: z.union([exportAction, traceChange]),
  state: z.enum(batchStates),
  /** Code of the error that ended it. */
  failure: z.string().nullable(),
  /** What was selected when it was asked for; rows that were deleted since are counted too. */
  rowsTotal: z.number(),
  rowsDone: z.number(),
  /** Of the file of an export. */
  bytes: z.number(),
  /** Null when the account is gone. */
  createdBy: z.object({ name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** When it is forgotten, with its file; null while it goes on. */
  expiresAt: z.iso.datetime().nullable(),
  /** Asked for by the reader. */
  isMine: z.boolean(),
  /** Whether the reader may cancel, delete or try it again. */
  mayChange: z.boolean(),
})
export type Batch = z.infer<typeof batch>

export const listBatches = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/batches',
  summary: 'Exports of a project and other work on many of its rows, the newest first',
  params: projectParams,
  response: z.object({
    batches: z.array(batch),
    /** Whether the reader may bookmark and tag traces, and delete them. */
    mayAnnotate: z.boolean(),
    mayDelete: z.boolean(),
  }),
})

export const createExport = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/exports',
  summary: 'Begins to write selected rows into a file',
  params: projectParams,
  body: exportWish,
  response: batch,
})

export const changeTraces = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/trace-changes',
  summary: 'Bookmarks, tags or deletes selected traces: few at once, many beside requests',
  params: projectParams,
  body: z.object({ change: traceChange, selection: rowSelection }),
  /** Null: it is done. */
  response: z.object({ batch: batch.nullable() }),
})

const batchParams = projectParams.extend({ batchId: storableText.min(1) })

export const cancelBatch = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/batches/:batchId/cancel',
  summary: 'Ends work on many rows before it is done',
  params: batchParams,
  response: batch,
})

export const retryBatch = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/batches/:batchId/retry',
  summary: 'Goes on with work on many rows that failed or was cancelled',
  params: batchParams,
  response: batch,
})

export const deleteBatch = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/batches/:batchId',
  summary: 'Forgets work on many rows, with its file',
  params: batchParams,
  response: z.object({}),
})

/** Where the file of a completed export is. */
export const exportFilePath = '/api/app/projects/:projectId/exports/:batchId/file'
