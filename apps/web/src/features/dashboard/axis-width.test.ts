import { expect, test } from 'vitest'
import { formatsOf } from '../../lib/format.ts'
import { axisWidth, extremesOf } from './axis-width.ts'

const { costAxis, compact } = formatsOf('ja')
const widthUpTo = (highest: number, format: (value: number) => string) =>
  axisWidth({ values: [highest], tickCount: 4, isCount: false, format, least: 58 })

test('an axis is as wide as the longest of its labels, and no narrower than its neighbours', () => {
  expect([0, 3, 1200, 98_000_000].map((highest) => widthUpTo(highest, compact))).toEqual([58, 58, 58, 58])
  expect(widthUpTo(12, costAxis)).toBe(58)
  // $0.0000045
  expect(widthUpTo(0.000_012_3, costAxis)).toBe(74)
  expect(widthUpTo(0.000_000_012_3, costAxis)).toBeGreaterThan(90)
  expect(widthUpTo(3, () => '三千二百万')).toBe(65)
})

test('bars that stand on each other reach as high as all of them', () => {
  const points = [
    { time: 0, a: 1, b: 2 },
    { time: 1, a: null, b: 2.5 },
    { time: 2, a: -1, b: 0 },
  ]
  const series = ['a', 'b'].map((key) => ({ key, label: key, color: '' }))
  expect(extremesOf(points, series, true)).toEqual([-1, 3])
  expect(extremesOf(points, series, false)).toEqual([-1, 2.5])
})
