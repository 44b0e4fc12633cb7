import type { WidgetData } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { categories, sortedRows, timeSeries } from './widget-series.ts'

const words = {
  metric: ({ measure, agg }: { measure: string; agg: string }) => `${agg} ${measure}`,
  aggregation: ({ agg }: { agg: string }) => agg,
  group: (of: readonly unknown[] | null) => (of ? of.join('/') : 'others'),
}
const times = ['2026-11-20T00:00:00.000Z', '2026-11-20T01:00:00.000Z']
const [first = '', second = ''] = times
const row = (time: string | null, of: WidgetData['rows'][number]['of'], ...values: (number | null)[]) => ({
  time,
  of,
  values,
})
const by = (...fields: string[]) => fields.map((field) => ({ field }))

describe('a course over time', () => {
  test('has a series for each group, the largest first and the others last', () => {
    const rows = [
      row(first, ['small'], 1),
      row(second, ['large'], 5),
      row(second, null, 9),
      row(second, ['small'], 2),
    ]
    const question = { dimensions: by('model'), metrics: [{ measure: 'totalCost', agg: 'sum' as const }] }
    const { series, points } = timeSeries({ times, rows }, question, words)
    expect(series.map(({ label }) => label)).toEqual(['large', 'small', 'others'])
    expect(series[2]?.color).toBe('var(--chart-other)')
    expect(points.map((point) => series.map(({ key }) => point[key]))).toEqual([
      [0, 1, 0],
      [5, 2, 9],
    ])
    expect(points.map(({ time }) => time)).toEqual(times.map((time) => Date.parse(time)))
  })

  test('has a series for each metric, and no value where nothing can be measured', () => {
    const metrics = (['p50', 'p95'] as const).map((agg) => ({ measure: 'latency', agg }))
    const answer = { times, rows: [row(second, [], 3, 7)] }
    const { series, points } = timeSeries(answer, { dimensions: [], metrics }, words)
    expect(series.map(({ label }) => label)).toEqual(['p50', 'p95'])
    expect(points.map((point) => series.map(({ key }) => point[key]))).toEqual([
      [null, null],
      [3, 7],
    ])
  })
})

test('bars leave out what has no figure', () => {
  const metrics = [{ measure: 'latency', agg: 'avg' as const }]
  const bars = categories([row(null, ['a'], 3), row(null, ['b'], null)], { metrics }, words, {
    inColors: true,
  })
  expect(bars.map(({ label, value }) => [label, value])).toEqual([['a', 3]])
})

describe('rows of a pivot table', () => {
  const rows = [row(null, ['b'], 2), row(null, ['c'], 9), row(null, ['a'], 5)]
  const question = { dimensions: by('name'), metrics: [{ measure: 'totalCost', agg: 'sum' as const }] }
  const sorted = (column: string, order: 'ASC' | 'DESC') => {
    const chartConfig = { type: 'PIVOT_TABLE' as const, defaultSort: { column, order } }
    return sortedRows(rows, { ...question, chartConfig }).map(({ of }) => of?.[0])
  }

  test('stand in the order that was asked for', () => {
    expect(sorted('name', 'ASC')).toEqual(['a', 'b', 'c'])
    expect(sorted('sum_totalCost', 'DESC')).toEqual(['c', 'a', 'b'])
    expect(sorted('mood', 'ASC')).toEqual(['b', 'c', 'a'])
  })
})
