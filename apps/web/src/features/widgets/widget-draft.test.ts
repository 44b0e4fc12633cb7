import { type WidgetFields, widgetChartTypes } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { firstDraft, fitDraft } from './widget-draft.ts'

const dimension = (field: string, highCardinality = false) =>
  ({ field, type: 'text', highCardinality, filterable: true }) as const
const fields: WidgetFields = {
  view: 'observations',
  dimensions: [dimension('name'), dimension('level'), dimension('userId', true), dimension('costType')],
  measures: [
    { measure: 'count', aggregations: ['count'], requiredDimension: null },
    { measure: 'latency', aggregations: ['avg', 'p95', 'histogram'], requiredDimension: null },
    { measure: 'costByType', aggregations: ['sum'], requiredDimension: 'costType' },
  ],
}
const full = {
  ...firstDraft,
  dimensions: [{ field: 'name' }, { field: 'level' }, { field: 'costType' }],
  metrics: [
    { measure: 'latency', agg: 'p95' },
    { measure: 'latency', agg: 'avg' },
  ] as (typeof firstDraft)['metrics'],
}

describe('a draft', () => {
  test.each(widgetChartTypes.map((chartType) => [chartType] as const))(
    'of a %s keeps what the chart can show',
    (chartType) => {
      const { dimensions, metrics, chartConfig } = fitDraft({ ...full, chartType }, fields)
      const most = { NUMBER: 0, HISTOGRAM: 0, PIVOT_TABLE: 2 }[chartType as string] ?? 1
      expect(dimensions).toHaveLength(most)
      expect(metrics).toHaveLength(chartType === 'PIVOT_TABLE' ? 2 : 1)
      expect(metrics[0]?.agg).toBe(chartType === 'HISTOGRAM' ? 'histogram' : 'p95')
      expect(chartConfig.type).toBe(chartType)
    },
  )

  test('over time may have several metrics without a breakdown', () => {
    expect(fitDraft({ ...full, dimensions: [] }, fields).metrics).toHaveLength(2)
  })

  test('over time is not told apart by what has no bound', () => {
    const by = { dimensions: [{ field: 'userId' }] }
    expect(fitDraft({ ...firstDraft, ...by }, fields).dimensions).toEqual([])
    expect(fitDraft({ ...firstDraft, ...by, chartType: 'PIE' }, fields).dimensions).toEqual(by.dimensions)
  })

  test('has the dimension that its measure needs, and none that the view lacks', () => {
    const metrics = [{ measure: 'costByType', agg: 'sum' as const }]
    expect(fitDraft({ ...firstDraft, metrics }, fields).dimensions).toEqual([{ field: 'costType' }])
    const unknown = { dimensions: [{ field: 'mood' }], metrics: [{ measure: 'joy', agg: 'sum' as const }] }
    expect(fitDraft({ ...firstDraft, ...unknown }, fields)).toMatchObject({
      dimensions: [],
      metrics: firstDraft.metrics,
    })
  })
})
