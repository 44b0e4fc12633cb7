/** A line of a diff: kept, added or removed. */
export interface DiffLine {
  readonly mark: ' ' | '+' | '-'
  readonly text: string
}

/** What one call of a tool does to one file. */
export interface FileChange {
  readonly path: string
  /** `write` replaces the whole file, or creates it: what was there before, the call does not say. */
  readonly kind: 'create' | 'write' | 'edit' | 'delete'
  readonly movedTo?: string
  /** Passages that change, with the lines around them that the call names. */
  readonly hunks: readonly (readonly DiffLine[])[]
}

/** How many lines a change adds and removes. */
export function countLines({ hunks }: Pick<FileChange, 'hunks'>): { added: number; removed: number } {
  const lines = hunks.flat()
  const count = (mark: DiffLine['mark']) => lines.filter((line) => line.mark === mark).length
  return { added: count('+'), removed: count('-') }
}
