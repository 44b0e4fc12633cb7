import { expect, test } from 'vitest'
import { byModel, chartedModels, modelColors, timesOf } from './series.ts'

const points = [
  { time: '2026-11-23T11:00:00.000Z', model: 'b', cost: 2 },
  { time: '2026-11-23T10:00:00.000Z', model: 'a', cost: 1 },
  { time: '2026-11-23T11:00:00.000Z', model: 'a', cost: 3 },
]

test('points of models become one row per time', () => {
  const times = timesOf(points)
  expect(times).toEqual(['2026-11-23T10:00:00.000Z', '2026-11-23T11:00:00.000Z'])
  expect(byModel(points, times, ['a', 'b'], ({ cost }) => cost, 0)).toEqual([
    { time: Date.parse('2026-11-23T10:00:00.000Z'), a: 1, b: 0 },
    { time: Date.parse('2026-11-23T11:00:00.000Z'), a: 3, b: 2 },
  ])
})

test('models that are not shown leave no column', () => {
  expect(byModel(points, timesOf(points), ['a'], ({ cost }) => cost, null)[1]).not.toHaveProperty('b')
})

test('models keep the order of their totals, the rest comes last', () => {
  const totals = [{ model: 'b' }, { model: 'unused' }, { model: 'a' }]
  const charted = [...points, { model: 'other' }]
  expect(chartedModels({ models: totals, points: charted })).toEqual(['b', 'a', 'other'])
})

test('the rest is grey and the ninth model too', () => {
  const colors = modelColors(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'other'])
  expect(colors.get('a')).toBe('var(--chart-1)')
  expect(colors.get('i')).toBe('var(--chart-other)')
  expect(colors.get('other')).toBe('var(--chart-other)')
})
