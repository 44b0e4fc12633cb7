import type { AgentTurn } from '@kansoku/contracts'

export const costPartNames = ['input', 'cacheRead', 'cacheWrite', 'output', 'other'] as const
export type CostPart = (typeof costPartNames)[number]

/** Colours of what was paid for, the same in every chart of a task. */
export const partColors: Readonly<Record<CostPart, string>> = {
  cacheRead: 'var(--chart-3)',
  cacheWrite: 'var(--chart-2)',
  input: 'var(--chart-1)',
  output: 'var(--chart-4)',
  other: 'var(--chart-other)',
}

/** US dollars of all turns by what was paid for; parts that cost nothing are left out. */
export function sumCostParts(turns: readonly AgentTurn[]): { part: CostPart; dollars: number }[] {
  return costPartNames
    .map((part) => ({ part, dollars: turns.reduce((sum, { cost }) => sum + (cost?.[part] ?? 0), 0) }))
    .filter(({ dollars }) => dollars > 0)
}

/** The dearest turns with their places, counted from 0; free ones are not among them. */
export function costliestTurns(turns: readonly AgentTurn[], most: number) {
  return turns
    .map((turn, place) => ({ place, turn, dollars: turn.totalCost ?? 0 }))
    .filter(({ dollars }) => dollars > 0)
    .sort((a, b) => b.dollars - a.dollars)
    .slice(0, most)
}
