import type { ObservationNode } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { buildGraph } from './agent-graph.ts'
import { placeGraph } from './graph-layout.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString()

/** A step from one second to another. */
function step(
  id: string,
  name: string,
  [start, end]: readonly [number, number],
  more: Partial<ObservationNode> = {},
): ObservationNode {
  return {
    ...{ id, name, type: 'TOOL', parentObservationId: 'agent', level: 'DEFAULT', totalCost: null },
    ...{ startTime: at(start), endTime: at(end) },
    ...more,
  } as ObservationNode
}

const agent = step('agent', 'agent', [0, 20], { type: 'AGENT', parentObservationId: null })
const edgesOf = (observations: readonly ObservationNode[]) =>
  buildGraph(observations).edges.map(({ from, to, count }) => `${from} > ${to} ${count}`)

describe('the graph of an agent', () => {
  test('joins steps in the order in which they were taken, and counts those of one name as one', () => {
    const observations = [
      agent,
      step('1', 'think', [1, 2], { type: 'GENERATION', totalCost: 0.5 }),
      step('2', 'search', [2, 4]),
      step('3', 'think', [5, 6], { type: 'GENERATION', totalCost: 0.25 }),
      step('4', 'search', [6, 7], { level: 'ERROR' }),
      step('5', 'noise', [7, 7], { type: 'EVENT' }),
    ]
    expect(edgesOf(observations)).toEqual([
      'AGENT agent > GENERATION think 1',
      'GENERATION think > TOOL search 2',
      'TOOL search > GENERATION think 1',
    ])
    expect(buildGraph(observations).nodes).toMatchObject([
      { name: 'agent', ids: ['agent'] },
      { name: 'think', ids: ['1', '3'], cost: 0.75 },
      { name: 'search', ids: ['2', '4'], errors: 1 },
    ])
  })

  test('lets what ran side by side follow the same step and lead to the same', () => {
    const observations = [
      agent,
      step('1', 'plan', [0, 1]),
      step('2', 'left', [1, 5]),
      step('3', 'right', [2, 4]),
      step('4', 'join', [5, 6]),
    ]
    expect(edgesOf(observations)).toEqual([
      'AGENT agent > TOOL plan 1',
      'TOOL plan > TOOL left 1',
      'TOOL plan > TOOL right 1',
      'TOOL left > TOOL join 1',
      'TOOL right > TOOL join 1',
    ])
  })

  test('leaves out what nobody could read, and says how much', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      step(`${index}`, `step ${index}`, [index, index]),
    )
    const { nodes, omitted } = buildGraph(many)
    expect([nodes.length, omitted]).toEqual([60, 19_940])
  })
})

describe('its layout', () => {
  test('puts each step below those that lead to it, none over another, and all within the frame', () => {
    const graph = buildGraph([
      agent,
      step('1', 'plan', [0, 1]),
      step('2', 'left', [1, 5]),
      step('3', 'right', [2, 4]),
      step('4', 'plan', [5, 6]),
      step('5', 'plan', [6, 7]),
    ])
    const { nodes, edges, width, height } = placeGraph(graph)
    const rows = Map.groupBy(nodes, ({ y }) => y)
    expect([...rows.values()].map((row) => row.map(({ node }) => node.name))).toEqual([
      ['agent'],
      ['plan'],
      ['left', 'right'],
    ])
    const [left, right] = nodes.slice(2)
    expect((right?.x ?? 0) - (left?.x ?? 0)).toBeGreaterThan(190)
    for (const { x, y } of nodes) {
      expect(x + 190).toBeLessThanOrEqual(width)
      expect(y + 56).toBeLessThanOrEqual(height)
    }
    expect(edges).toHaveLength(graph.edges.length)
    for (const { path } of edges) expect(path).not.toContain('NaN')
  })
})
