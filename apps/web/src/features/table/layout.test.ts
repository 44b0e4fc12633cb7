import { rowHeights } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  arrangeColumns,
  type Layout,
  moveColumn,
  orderColumns,
  pinColumn,
  readLayout,
  showColumn,
} from './layout.ts'

const columns = [
  { id: 'time', width: 7 },
  { id: 'name', isName: true },
  { id: 'user', width: 6 },
  { id: 'version', width: 6, isExtra: true },
]
const ids = (layout: Layout): string[] => orderColumns(columns, layout).map(({ id }) => id)
const shown = (layout: Layout) => arrangeColumns(columns, layout).map(({ id, left }) => [id, left])

const names = fc.array(fc.constantFrom('time', 'name', 'user', 'version', 'gone'))
const anyLayout = fc.record({ order: names, pinned: names }, { requiredKeys: [] })

test('whatever was stored, every column has one place and pinned ones come first', () => {
  fc.assert(
    fc.property(anyLayout, (layout: Layout) => {
      const order = ids(layout)
      expect(order.toSorted()).toEqual(['name', 'time', 'user', 'version'])
      const pins = order.map((id) => layout.pinned?.includes(id) ?? false)
      expect(pins).toEqual(pins.toSorted((a, b) => Number(b) - Number(a)))
    }),
  )
})

test('a moved column stands where it was moved to, and pinned ones stay before the others', () => {
  fc.assert(
    fc.property(anyLayout, fc.constantFrom('time', 'name', 'user'), fc.nat(3), (layout: Layout, id, to) => {
      const pinned = ids(layout).filter((other) => layout.pinned?.includes(other)).length
      const isPinned = layout.pinned?.includes(id) ?? false
      const expected = isPinned ? Math.min(to, pinned - 1) : Math.max(to, pinned)
      expect(ids(moveColumn(columns, layout, id, to)).indexOf(id)).toBe(expected)
    }),
  )
})

describe('a table', () => {
  test('comes without its extra columns', () => {
    expect(shown({})).toEqual([
      ['time', undefined],
      ['name', undefined],
      ['user', undefined],
    ])
  })

  test('puts a column that is newer than the stored order where it comes', () => {
    expect(ids({ order: ['user', 'name'] })).toEqual(['time', 'user', 'version', 'name'])
  })

  test('shows what was asked for, and its name always', () => {
    const layout = ['time', 'name'].reduce((before, id) => showColumn(before, id, false), {} as Layout)
    expect(shown(showColumn(layout, 'version', true)).map(([id]) => id)).toEqual(['name', 'user', 'version'])
  })

  test('places pinned columns one beside the other', () => {
    const layout = pinColumn(pinColumn({}, 'user', true), 'name', true)
    expect(shown(layout)).toEqual([
      ['name', 0],
      ['user', 13],
      ['time', undefined],
    ])
    expect(shown(pinColumn(layout, 'name', false))[0]).toEqual(['user', 0])
  })
})

test('what was stored is read as far as it makes sense', () => {
  const layout = { order: ['name'], shown: { user: false }, pinned: ['time'], rowHeight: rowHeights[2] }
  expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout)
  expect(readLayout({ order: [1], shown: { user: 'no' }, pinned: 'time', rowHeight: 'huge' })).toEqual({})
  for (const stored of [undefined, null, 'x', 7]) expect(readLayout(stored)).toEqual({})
})
