import type { AnalyticsStore } from '@kansoku/storage'

/** A row of a statement by alias. */
export type Cells = Readonly<Record<string, unknown>>

interface KeptPiece {
  /** Of what the rows were made. */
  readonly stamp: string
  readonly rows: readonly object[]
}

/** Rows that are kept of all questions together, long ones counting for several: some tens of megabytes. */
const mostRows = 200_000
/** Items of a list in a row that count as one row more. */
const itemsPerRow = 20
/** Beyond, it is found out anew. */
const mostTooWide = 1000

/** Partial answers by question and day or hour; what was not asked for the longest time goes first. */
export class DayCache {
  readonly #pieces = new Map<string, Map<number, KeptPiece>>()
  readonly #running = new Map<string, Promise<readonly object[]>>()
  readonly #tooWide = new Set<string>()
  #rows = 0

  /** The rows of a piece, as long as they are made of what `stamp` stands for. */
  find(question: string, piece: number, stamp: string): readonly object[] | undefined {
    const kept = this.#pieces.get(question)?.get(piece)
    return kept?.stamp === stamp ? kept.rows : undefined
  }

  keep(question: string, piece: number, kept: KeptPiece): void {
    const pieces = this.#pieces.get(question) ?? new Map<number, KeptPiece>()
    this.#pieces.set(question, pieces)
    this.#rows += weightOf(kept) - weightOf(pieces.get(piece))
    pieces.set(piece, kept)
  }

  /** To be called once all pieces of a question are kept: they go together. */
  trim(): void {
    for (const [question, pieces] of this.#pieces) {
      if (this.#rows <= mostRows) return
      this.#pieces.delete(question)
      for (const piece of pieces.values()) this.#rows -= weightOf(piece)
    }
  }

  /** To be called when a question is asked: it counts as the latest then. */
  touch(question: string): void {
    const pieces = this.#pieces.get(question)
    if (!pieces) return
    this.#pieces.delete(question)
    this.#pieces.set(question, pieces)
  }

  /** What `read` reads, or what someone else is reading under the same key just now. */
  share<Row extends object>(key: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const running = this.#running.get(key)
    if (running) return running as Promise<readonly Row[]>
    const reading = read().finally(() => this.#running.delete(key))
    this.#running.set(key, reading)
    return reading
  }

  /** Whether the question has had more rows than are kept: they would be read for nothing each time. */
  isTooWide(question: string): boolean {
    return this.#tooWide.has(question)
  }

  setTooWide(question: string): void {
    if (this.#tooWide.size >= mostTooWide) this.#tooWide.clear()
    this.#tooWide.add(question)
  }
}

/** A piece without rows takes room, too. */
function weightOf(piece: KeptPiece | undefined): number {
  if (!piece) return 0
  const items = piece.rows.reduce<number>(
    (sum, row) => sum + Object.values(row).reduce<number>(addItems, 0),
    0,
  )
  return 1 + piece.rows.length + items / itemsPerRow
}

function addItems(sum: number, cell: unknown): number {
  return Array.isArray(cell) ? cell.reduce<number>(addItems, sum + cell.length) : sum
}

const caches = new WeakMap<AnalyticsStore, DayCache>()

/** The cache of what was read from a store. */
export function cacheOf(store: AnalyticsStore): DayCache {
  let cache = caches.get(store)
  if (!cache) {
    cache = new DayCache()
    caches.set(store, cache)
  }
  return cache
}
