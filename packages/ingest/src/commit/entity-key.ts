import type { Part } from '../parts/part.ts'

/** Names an entity across projects and kinds. Ids may hold any character but the control characters used here. */
export function entityKey({ projectId, entity, entityId }: Pick<Part, 'projectId' | 'entity' | 'entityId'>) {
  return `${entity}\0${projectId}\0${entityId}`
}
