import {
  type Batch,
  cancelBatch,
  changeTraces,
  createExport,
  deleteBatch,
  exportFilePath,
  listBatches,
  type RouteInput,
  retryBatch,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { belowBase } from '../../lib/base-path.ts'
import { useChange } from '../../lib/use-change.ts'

const batchesKey = (projectId: string) => ['batches', projectId] as const

export const isUnderWay = ({ state }: Batch) => state === 'queued' || state === 'running'

/** Asked again every second while something goes on. */
export function batchesQuery(projectId: string) {
  return queryOptions({
    queryKey: batchesKey(projectId),
    queryFn: ({ signal }) => api.call(listBatches, { params: { projectId } }, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.batches.some(isUnderWay) ? 1_000 : false),
  })
}

/** Where the browser saves the file of an export from. */
export function exportUrl(projectId: string, { id }: Batch): string {
  return belowBase(
    exportFilePath
      .replace(':projectId', encodeURIComponent(projectId))
      .replace(':batchId', encodeURIComponent(id)),
  )
}

export type ExportWish = RouteInput<typeof createExport>['body']

export function useCreateExport(projectId: string, onDone: () => void) {
  const create = (body: ExportWish) => api.call(createExport, { params: { projectId }, body })
  return useChange(batchesKey(projectId), create, onDone)
}

type ChangeWish = RouteInput<typeof changeTraces>['body']
export type TraceChange = ChangeWish['change']

/** Bookmarks, tags or deletes chosen traces; what takes longer goes on as a batch. */
export function useChangeTraces(projectId: string, onDone: () => void) {
  const change = (body: ChangeWish) => api.call(changeTraces, { params: { projectId }, body })
  return useChange(batchesKey(projectId), change, onDone)
}

const verbs = { cancel: cancelBatch, retry: retryBatch, delete: deleteBatch }
export type BatchVerb = keyof typeof verbs

/** Cancels a batch, goes on with it, or forgets it. */
export function useChangeBatch(projectId: string) {
  const change = ({ verb, batch }: { readonly verb: BatchVerb; readonly batch: Batch }) =>
    api.call<(typeof verbs)[BatchVerb]>(verbs[verb], { params: { projectId, batchId: batch.id } })
  return useChange(batchesKey(projectId), change, () => undefined)
}
