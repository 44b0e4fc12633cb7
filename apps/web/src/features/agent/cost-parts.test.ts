import type { AgentTurn } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { costliestTurns, sumCostParts } from './cost-parts.ts'

const none = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, other: 0 }
const turn = (totalCost: number | null, cost: Partial<typeof none> | null) =>
  ({ totalCost, cost: cost && { ...none, ...cost } }) as AgentTurn

test('parts of all turns are summed, and what cost nothing is left out', () => {
  const turns = [turn(3, { input: 1, output: 2 }), turn(null, null), turn(4, { output: 4 })]
  expect(sumCostParts(turns)).toEqual([
    { part: 'input', dollars: 1 },
    { part: 'output', dollars: 6 },
  ])
  expect(sumCostParts([turn(null, null)])).toEqual([])
})

test('the dearest turns come first, as many as are wanted', () => {
  const turns = [turn(1, null), turn(5, null), turn(null, null), turn(3, null), turn(0, null)]
  expect(costliestTurns(turns, 2).map(({ place }) => place)).toEqual([1, 3])
  expect(costliestTurns(turns, 9)).toHaveLength(3)
})
