import type { Entity } from '@kansoku/storage'
import type { Micros } from '../events/instant.ts'
import type { Part } from '../parts/part.ts'

/** How the ids of deletion marks begin. Ids of other parts end with a hash after their last `~`. */
export const markPrefix = 'deleted~'

/**
 * The part that says of an entity that it was deleted. It stays when the entity's rows are gone, so that an event
 * that comes late does not bring the entity back.
 */
export function deletionMark(projectId: string, entity: Entity, entityId: string, time: Micros): Part {
  return {
    projectId,
    entity,
    entityId,
    id: `${markPrefix}${time}`,
    time,
    isCreate: false,
    fields: { start: time },
    body: ['{}'],
  }
}

/** When an entity with such parts was deleted last; undefined when it was not. */
export function deletedAt(partIds: readonly string[]): Micros | undefined {
  const times = partIds.flatMap((id) => {
    const [, time] = /^deleted~(\d{1,17})$/.exec(id) ?? []
    return time === undefined ? [] : Number(time)
  })
  return times.length === 0 ? undefined : Math.max(...times)
}
