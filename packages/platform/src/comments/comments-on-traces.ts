import { comments } from '@kansoku/storage'
import { and, eq, or, sql } from 'drizzle-orm'

interface OnTraces {
  readonly projectId: string
  readonly traceIds: readonly string[]
  readonly observationIds: readonly string[]
}

/** Condition for comments on the traces and on their observations. */
export function onTraces({ projectId, traceIds, observationIds }: OnTraces) {
  return and(
    eq(comments.projectId, projectId),
    or(
      and(eq(comments.objectType, 'TRACE'), isOneOf(traceIds)),
      and(eq(comments.objectType, 'OBSERVATION'), isOneOf(observationIds)),
    ),
  )
}

/** One parameter, however many there are. */
function isOneOf(ids: readonly string[]) {
  return sql`${comments.objectId} = any(${sql.param([...ids])}::text[])`
}
