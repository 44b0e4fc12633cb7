import type { RowSelection } from '@kansoku/contracts'
import { findObservationPage, findPage } from '@kansoku/query'
import type { BatchContext } from './batch-context.ts'
import { scopeOf } from './selected-rows.ts'

/** How many rows are selected now. */
export async function countRows(
  { analytics }: Pick<BatchContext, 'analytics'>,
  { projectId, table, selection }: Selected,
): Promise<number> {
  const scope = scopeOf({ projectId, selection })
  const first = { limit: 1, offset: 0 }
  if (table === 'observations') {
    return (await findObservationPage(analytics, { ...scope, ...first })).totalItems
  }
  const order = { orderBy: 'timestamp', order: 'desc' } as const
  return (await findPage(analytics, { ...scope, ...order, ...first })).totalItems
}

interface Selected {
  readonly projectId: string
  readonly table: 'traces' | 'observations'
  readonly selection: RowSelection
}
