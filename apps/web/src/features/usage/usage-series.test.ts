import { expect, test } from 'vitest'
import { type UsageOverTime, usageChart, usageColors } from './usage-series.ts'

const [first, second] = ['2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'] as const
const point = (time: string, id: string | null, spend: number, calls = 1) => ({
  ...{ time, id, spend, calls, tokens: 10 * calls, failed: 0 },
})

const data: UsageOverTime = {
  bucketSeconds: 86_400,
  times: [first, second],
  series: [
    { id: null, name: null },
    { id: 'cheap', name: null },
    { id: 'k', name: 'Aya' },
  ],
  points: [point(first, null, 9), point(first, 'cheap', 1, 4), point(first, 'k', 1), point(second, 'k', 2)],
}

test('the most expensive come first, all others last, and days without calls hold zeros', () => {
  const { points, series } = usageChart(data, 'spend', ({ id, name }) => name ?? id ?? 'others')
  expect(series.map(({ label }) => label)).toEqual(['Aya', 'cheap', 'others'])
  expect(points).toEqual([
    { time: Date.parse(first), series0: 1, series1: 1, series2: 9 },
    { time: Date.parse(second), series0: 2, series1: 0, series2: 0 },
  ])
})

test('a thing keeps its colour whatever is measured; what is not charted has the colour of the others', () => {
  const colorOf = usageColors(data)
  expect([colorOf('k'), colorOf('cheap')]).toEqual(['var(--chart-1)', 'var(--chart-2)'])
  expect([colorOf(null), colorOf('elsewhere')]).toEqual(['var(--chart-other)', 'var(--chart-other)'])
  expect(usageChart(data, 'calls', () => '').series.map(({ color }) => color)).toEqual(
    usageChart(data, 'spend', () => '').series.map(({ color }) => color),
  )
})
