import { filterOfSelection, type RowSelection } from '@kansoku/contracts'
import { askNextTraceKeys } from '@kansoku/query'
import type { AnalyticsStore } from '@kansoku/storage'
import type { RowKey } from '../exports/portion.ts'

interface Selected {
  readonly projectId: string
  readonly selection: RowSelection
}

/** What a selection amounts to, for questions about its rows. */
export function scopeOf({ projectId, selection }: Selected) {
  const { from, to, environment, search } = selection
  const filter = filterOfSelection(selection)
  return { projectId, from, to, environment, filter, ...(search && { search }) }
}

/** Keys of selected traces behind one of them, the newest first. */
export async function nextTraceKeys(
  { analytics, ...selected }: Selected & { readonly analytics: AnalyticsStore },
  after: RowKey | null,
  limit: number,
): Promise<RowKey[]> {
  const keys = await askNextTraceKeys(analytics, {
    ...scopeOf(selected),
    ...(after && { after: { timestamp: after.time, id: after.id } }),
    limit,
  })
  return keys.map(({ id, timestamp }) => ({ id, time: timestamp, traceId: id }))
}
