import type { AnalyticsStore } from '@kansoku/storage'

/** Rows of a statement by alias, or the rows of one day of it. */
export type Cells = Readonly<Record<string, unknown>>

interface KeptDay {
  /** Of what the rows were made. */
  readonly stamp: string
  readonly rows: readonly Cells[]
}

/** Rows that are kept of all questions together, long ones counting for several: some tens of megabytes. */
const mostRows = 200_000
/** Items of a list in a row that count as one row more. */
const itemsPerRow = 20

/** Partial answers by question and day; what was not asked for the longest time goes first. */
export class DayCache {
  readonly #days = new Map<string, Map<number, KeptDay>>()
  #rows = 0

  /** The rows of a day, as long as they are made of what `stamp` stands for. */
  find(question: string, day: number, stamp: string): readonly Cells[] | undefined {
    const kept = this.#days.get(question)?.get(day)
    return kept?.stamp === stamp ? kept.rows : undefined
  }

  keep(question: string, day: number, kept: KeptDay): void {
    const days = this.#days.get(question) ?? new Map<number, KeptDay>()
    this.#days.delete(question)
    this.#days.set(question, days)
    this.#rows += weightOf(kept) - weightOf(days.get(day))
    days.set(day, kept)
  }

  /** To be called once all days of a question are kept: they go together. */
  trim(): void {
    for (const [question, days] of this.#days) {
      if (this.#rows <= mostRows) return
      this.#days.delete(question)
      for (const day of days.values()) this.#rows -= weightOf(day)
    }
  }
}

/** A day without rows takes room, too. */
function weightOf(day: KeptDay | undefined): number {
  if (!day) return 0
  const items = day.rows.reduce((sum, row) => sum + Object.values(row).reduce<number>(addItems, 0), 0)
  return 1 + day.rows.length + items / itemsPerRow
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
