import { randomUUID } from 'node:crypto'
import type { TraceEdit } from '@kansoku/contracts'
import type { TraceEvent, TraceFields } from '../events/event.ts'
import { type Micros, parseInstant } from '../events/instant.ts'
import { type Part, toPart } from '../parts/part.ts'

/** A trace that is there, and when it began: an edit says nothing about that. */
export interface EditedTrace {
  readonly id: string
  /** ISO 8601. */
  readonly timestamp: string
}

/** An edit is one more event of each trace, so it holds in the order of time like all others. */
export function editParts(
  projectId: string,
  traces: readonly EditedTrace[],
  { edit, now }: { readonly edit: TraceEdit; readonly now: Micros },
): Part[] {
  const said: Omit<TraceFields, 'start'> = {
    ...(edit.bookmarked !== undefined && { bookmarked: edit.bookmarked }),
    ...(edit.public !== undefined && { public: edit.public }),
    ...(edit.addTags && { tags: edit.addTags }),
    ...(edit.removeTags && { removedTags: edit.removeTags }),
  }
  return traces.map(({ id, timestamp }) => {
    const fields = { start: parseInstant(timestamp) ?? now, ...said }
    const event: TraceEvent = { kind: 'trace', id, eventId: randomUUID(), time: now, isCreate: false, fields }
    return toPart(projectId, event)
  })
}
