import type { TaskTurn } from './read-turns.ts'
import type { TurnWait } from './waits.ts'

/** What a tool did in a task. */
export interface ToolSum {
  readonly name: string
  readonly uses: number
  readonly failed: number
  /** Seconds until the next call; tools of one turn share them. */
  readonly seconds: number
  /** US dollars of the turns that asked for it; tools of one turn share them. Null where nothing has a price. */
  readonly cost: number | null
}

/** Tools of a task, the most used first. */
export function sumTools(turns: readonly TaskTurn[], before: readonly TurnWait[]): ToolSum[] {
  const sums = new Map<string, { -readonly [K in keyof ToolSum]: ToolSum[K] }>()
  for (const [index, { row, tools }] of turns.entries()) {
    const next = before[index + 1]
    for (const { name, failed } of tools) {
      const sum = sums.get(name) ?? { name, uses: 0, failed: 0, seconds: 0, cost: null }
      sum.uses += 1
      if (failed) sum.failed += 1
      if (next?.on === 'tools') sum.seconds += next.seconds / tools.length
      if (row.total_cost !== null) sum.cost = (sum.cost ?? 0) + row.total_cost / tools.length
      sums.set(name, sum)
    }
  }
  return [...sums.values()].sort((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1))
}
