import type { MetricsQuery } from '@kansoku/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getMetrics } from './get-metrics.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const ask = (given: Parameters<typeof question>[1]) =>
  getMetrics(analytics(), { projectId: project, query: question('observations', given), generation: 'v1' })

beforeEach(() =>
  store(analytics(), {
    traces: [{ id: 't', timestamp: at('10:00:00'), tags: ['a', 'b'] }],
    observations: [
      {
        trace_id: 't',
        name: 'answer',
        start_time: at('10:00:00'),
        end_time: at('10:00:01'),
        total_cost: '0.35',
      },
      {
        trace_id: 'u',
        name: 'answer',
        start_time: at('11:30:00'),
        end_time: at('11:30:03'),
        total_cost: '0.05',
      },
      { trace_id: 'u', name: 'run', start_time: at('11:30:00') },
      { trace_id: 'v', name: null, start_time: at('23:59:59.999') },
    ],
  }),
)

describe('over time', () => {
  const over = (granularity: NonNullable<MetricsQuery['timeDimension']>['granularity'], given = {}) =>
    ask({
      timeDimension: { granularity },
      metrics: ['count_count', 'sum_totalCost', 'p50_latency'],
      ...given,
    })

  test('hours without rows are filled', async () => {
    const rows = await over('auto', { toTimestamp: at('13:00:00') })
    expect(rows).toHaveLength(13)
    expect(rows.slice(9)).toEqual([
      { time_dimension: at('09:00:00'), count_count: 0, sum_totalCost: 0, p50_latency: null },
      { time_dimension: at('10:00:00'), count_count: 1, sum_totalCost: 0.35, p50_latency: 1000 },
      { time_dimension: at('11:00:00'), count_count: 2, sum_totalCost: 0.05, p50_latency: 3000 },
      { time_dimension: at('12:00:00'), count_count: 0, sum_totalCost: 0, p50_latency: null },
    ])
  })

  test.each([
    ['day', '2026-11-20'],
    ['week', '2026-11-16'],
    ['month', '2026-11-01'],
  ] as const)('by %s', async (granularity, time_dimension) => {
    expect(await over(granularity)).toEqual([
      { time_dimension, count_count: 4, sum_totalCost: 0.4, p50_latency: 2000 },
    ])
  })

  test('an order of its own leaves no place for what is missing', async () => {
    const orderBy = [{ field: 'count_count', direction: 'desc' as const }]
    const rows = await over('minute', { orderBy, metrics: ['count_count'] })
    expect(rows).toEqual([
      { time_dimension: at('11:30:00'), count_count: 2 },
      { time_dimension: at('10:00:00'), count_count: 1 },
      { time_dimension: at('23:59:00'), count_count: 1 },
    ])
  })

  test('with dimensions, an empty bucket has one row without them', async () => {
    const range = { fromTimestamp: at('09:00:00'), toTimestamp: at('11:00:00') }
    expect(await over('hour', { ...range, by: ['name', 'tags'], metrics: ['count_count'] })).toEqual([
      { name: null, tags: [], time_dimension: at('09:00:00'), count_count: 0 },
      { name: 'answer', tags: ['a', 'b'], time_dimension: at('10:00:00'), count_count: 1 },
    ])
  })

  test('a limit counts the filled rows, and v2 has one of its own', async () => {
    const rows = await over('minute', { config: { row_limit: 3 } })
    expect(rows.map(({ time_dimension }) => time_dimension)).toEqual([
      at('00:00:00'),
      at('00:01:00'),
      at('00:02:00'),
    ])
    const query = question('observations', { timeDimension: { granularity: 'minute' } })
    expect(await getMetrics(analytics(), { projectId: project, query, generation: 'v2' })).toHaveLength(100)
  })
})
