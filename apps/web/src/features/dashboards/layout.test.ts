import { farthestRow, gridColumns } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellBeside, clamp, overlaps, type Placed, place } from './layout.ts'

const cell = fc.record({
  x: fc.integer({ min: -3, max: 15 }),
  y: fc.integer({ min: -3, max: 20 }),
  width: fc.integer({ min: -1, max: 14 }),
  height: fc.integer({ min: -1, max: 8 }),
})
const tiles = fc
  .array(cell, { minLength: 1, maxLength: 8 })
  .map((cells) => cells.map((one, index): Placed => clamp({ ...one, id: `t${index}` })))

const tile = (id: string, x: number, y: number, width = 6, height = 4): Placed => ({
  id,
  x,
  y,
  width,
  height,
})
const cellOf = (all: readonly Placed[], id: string) => {
  const { x, y } = all.find((one) => one.id === id) ?? {}
  return [x, y]
}

describe('a tile that is given another cell', () => {
  test('overlaps none, lies in the grid, and leaves no room above any', () => {
    fc.assert(
      fc.property(tiles, cell, (given, target) => {
        const after = place(given, 't0', target)
        expect(after.map(({ id }) => id).sort()).toEqual(given.map(({ id }) => id).sort())
        for (const one of after) {
          expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= gridColumns).toBe(true)
          const others = after.filter(({ id }) => id !== one.id)
          expect(others.filter((other) => overlaps(one, other))).toEqual([])
          const higher = { ...one, y: one.y - 1 }
          expect(one.y === 0 || others.some((other) => overlaps(higher, other))).toBe(true)
        }
      }),
    )
  })

  test('pushes down what stood there', () => {
    const after = place([tile('a', 0, 0), tile('b', 6, 0), tile('c', 0, 4)], 'c', { x: 6, y: 0 })
    expect(['a', 'b', 'c'].map((id) => cellOf(after, id))).toEqual([
      [0, 0],
      [6, 4],
      [6, 0],
    ])
  })
})

test('a cell that is dragged out of the grid stays in it', () => {
  expect(clamp({ x: 0, y: 1e9, width: 6, height: 1e9 })).toMatchObject({ y: farthestRow, height: 100 })
})

describe('a key', () => {
  const column = [tile('a', 0, 0, 6, 4), tile('b', 0, 4, 6, 2), tile('c', 0, 6, 6, 3)]

  test('moves a tile past the next one below, and back', () => {
    const down = place(column, 'a', cellBeside(column, 'a', 'down'))
    expect(['b', 'a', 'c'].map((id) => cellOf(down, id)[1])).toEqual([0, 2, 6])
    const up = place(down, 'a', cellBeside(down, 'a', 'up'))
    expect(['a', 'b', 'c'].map((id) => cellOf(up, id)[1])).toEqual([0, 4, 6])
  })

  test('moves a tile a column aside, and no further than the edge', () => {
    const right = place(column, 'c', cellBeside(column, 'c', 'right'))
    expect(cellOf(right, 'c')).toEqual([1, 6])
    const left = place(column, 'c', cellBeside(column, 'c', 'left'))
    expect(cellOf(left, 'c')).toEqual([0, 6])
  })
})
