import type { FilterCondition, WidgetQuestion } from '@kansoku/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getWidgetData } from './get-widget-data.ts'

const analytics = useAnalytics()
const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:30:00.000Z`
const range = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T03:59:59.999Z' }

const call = (start_time: string, model: string, total_cost: string, environment: string) => ({
  ...{ trace_id: 't', start_time, total_cost, environment },
  provided_model_name: model,
})

beforeEach(() =>
  store(analytics(), {
    observations: [
      call(at(0), 'small', '1', 'prod'),
      call(at(2), 'small', '2', 'test'),
      call(at(2), 'large', '8', 'prod'),
      call(at(9), 'large', '64', 'prod'),
    ],
    scores: [{ timestamp: at(1), name: 'tone', value: 0.5, environment: 'prod' }],
  }),
)

function ask(
  widget: Partial<WidgetQuestion>,
  filters: WidgetQuestion['filters'] = [],
): ReturnType<typeof getWidgetData> {
  const chartType = widget.chartType ?? 'VERTICAL_BAR'
  return getWidgetData(analytics(), {
    projectId: project,
    ...range,
    filters,
    widget: {
      view: 'observations',
      dimensions: [{ field: 'providedModelName' }],
      metrics: [{ measure: 'totalCost', agg: 'sum' }],
      filters: [],
      chartType,
      chartConfig: { type: chartType },
      ...widget,
    },
  })
}

const prod: FilterCondition = {
  type: 'stringOptions',
  column: 'environment',
  operator: 'any of',
  value: ['prod'],
}
const small: FilterCondition = { type: 'string', column: 'providedModelName', operator: '=', value: 'small' }

describe('the data of a widget', () => {
  test('are its groups from the largest down', async () => {
    expect(await ask({})).toEqual({
      granularity: null,
      times: [],
      rows: [
        { time: null, of: ['large'], values: [8] },
        { time: null, of: ['small'], values: [3] },
      ],
      omittedGroups: 0,
      isCut: false,
      ignoredFilters: [],
    })
  })

  test('are limited to as many rows as it wants', async () => {
    const { rows } = await ask({ chartConfig: { type: 'VERTICAL_BAR', row_limit: 1 } })
    expect(rows).toEqual([{ time: null, of: ['large'], values: [8] }])
  })

  test('over time name every bucket of the range', async () => {
    const { granularity, times, rows } = await ask({ chartType: 'LINE_TIME_SERIES' })
    expect(granularity).toBe('hour')
    expect(times).toEqual([0, 1, 2, 3].map((hour) => `2026-11-20T0${hour}:00:00.000Z`))
    expect(rows).toHaveLength(3)
    expect(rows).toEqual(
      expect.arrayContaining([
        { time: times[0], of: ['small'], values: [1] },
        { time: times[2], of: ['small'], values: [2] },
        { time: times[2], of: ['large'], values: [8] },
      ]),
    )
  })

  test('are those under the filters of the widget and of its dashboard', async () => {
    const { rows } = await ask({ filters: [small] }, [prod])
    expect(rows).toEqual([{ time: null, of: ['small'], values: [1] }])
  })

  test('say which filters of the dashboard the view does not know', async () => {
    const answer = await ask(
      { view: 'scores-numeric', dimensions: [], metrics: [{ measure: 'value', agg: 'avg' }] },
      [small],
    )
    expect(answer).toMatchObject({
      rows: [{ of: [], values: [0.5] }],
      ignoredFilters: ['providedModelName'],
    })
  })

  test('of a histogram are its bins', async () => {
    const { rows } = await ask({
      dimensions: [],
      metrics: [{ measure: 'totalCost', agg: 'histogram' }],
      chartType: 'HISTOGRAM',
      chartConfig: { type: 'HISTOGRAM', bins: 2 },
    })
    const bins = rows[0]?.values[0] as [number, number, number][]
    expect(bins.map(([, , height]) => height).reduce((sum, height) => sum + height, 0)).toBe(3)
    expect(bins.length).toBeLessThanOrEqual(2)
  })
})
