import type { TaskTurn, TurnChange } from './read-turns.ts'

/** A change of a file, with the turn that made it, counted from 0, and its place among the changes of that turn. */
export interface FileEdit extends Omit<TurnChange, 'path'> {
  readonly turn: number
  readonly place: number
  readonly failed: boolean
}

/** What a task did with a file. */
export interface FileSum {
  readonly path: string
  readonly reads: number
  /** Lines of changes that did not fail. */
  readonly added: number
  readonly removed: number
  readonly edits: readonly FileEdit[]
}

interface Sum {
  path: string
  reads: number
  added: number
  removed: number
  edits: FileEdit[]
}

/** Files of a task: those that changed first, by the lines that did. */
export function sumFiles(turns: readonly TaskTurn[]): FileSum[] {
  const sums = new Map<string, Sum>()
  const sumOf = (path: string) => {
    const sum = sums.get(path) ?? { path, reads: 0, added: 0, removed: 0, edits: [] }
    sums.set(path, sum)
    return sum
  }
  for (const [turn, { tools }] of turns.entries()) {
    let place = 0
    for (const { changes, reads, failed = false } of tools) {
      for (const path of reads) sumOf(path).reads += 1
      for (const { path, ...change } of changes) {
        const sum = sumOf(path)
        sum.edits.push({ ...change, turn, place: place++, failed })
        if (failed) continue
        sum.added += change.added
        sum.removed += change.removed
      }
    }
  }
  const weight = ({ edits, added, removed }: Sum) => (edits.length > 0 ? 1 + added + removed : 0)
  return [...sums.values()].sort(
    (a, b) => weight(b) - weight(a) || b.reads - a.reads || (a.path < b.path ? -1 : 1),
  )
}
