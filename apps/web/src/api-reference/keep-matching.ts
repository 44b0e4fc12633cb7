import { foldText } from '../lib/fold-text.ts'

/** The part of the lists and maps of Immutable.js that Swagger UI hands to a filter. */
interface Operation {
  get(key: 'path' | 'method'): string
  getIn(path: readonly ['operation', 'summary' | 'operationId']): string | undefined
}

interface Operations {
  readonly size: number
  filter(keep: (operation: Operation) => boolean): Operations
}

interface Tag {
  get(key: 'operations'): Operations
  set(key: 'operations', operations: Operations): Tag
}

export interface TaggedOperations {
  map(change: (tag: Tag, name: string) => Tag): TaggedOperations
  filter(keep: (tag: Tag) => boolean): TaggedOperations
}

/** Operations whose tag, path, summary or id holds every word; without this, only tags could be searched. */
export function keepMatching(all: TaggedOperations, text: string): TaggedOperations {
  const words = foldText(text).split(/\s+/)
  return all
    .map((tag, name) =>
      tag.set(
        'operations',
        tag.get('operations').filter((operation) => {
          const where = foldText(`${name} ${describe(operation)}`)
          return words.every((word) => where.includes(word))
        }),
      ),
    )
    .filter((tag) => tag.get('operations').size > 0)
}

function describe(operation: Operation): string {
  const summary = operation.getIn(['operation', 'summary']) ?? ''
  const operationId = operation.getIn(['operation', 'operationId']) ?? ''
  return `${operation.get('method')} ${operation.get('path')} ${summary} ${operationId}`
}
