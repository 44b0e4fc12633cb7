import { expect, test } from 'vitest'
import { highestBar, stretchOf } from './strip-stretch.ts'

const point = (minute: number, rows: number) => ({
  time: `2026-11-20T10:0${minute}:00.000Z`,
  rows,
  errors: 0,
})
const counts = { bucketSeconds: 60, points: [point(0, 3), point(1, 0), point(2, 7)] }

test('a stretch goes from the begin of its first bar to the end of its last, drawn in either direction', () => {
  const range = { from: '2026-11-20T10:01:00.000Z', to: '2026-11-20T10:03:00.000Z' }
  expect([stretchOf(counts, [1, 2]), stretchOf(counts, [2, 1])]).toEqual([range, range])
  expect(stretchOf(counts, [0, 0])).toEqual({
    from: '2026-11-20T10:00:00.000Z',
    to: '2026-11-20T10:01:00.000Z',
  })
  expect(stretchOf({ bucketSeconds: 60, points: [] }, [0, 1])).toBeUndefined()
})

test('bars are measured by the highest, and nothing by one row', () => {
  expect([highestBar(counts), highestBar({ bucketSeconds: 60, points: [point(0, 0)] })]).toEqual([7, 1])
})
