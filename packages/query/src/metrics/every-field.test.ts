import { type FilterCondition, type MetricsQuery, metricsViewsV1, metricsViewsV2 } from '@kansoku/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getMetrics } from './get-metrics.ts'
import { aggregationsOf, type Dimension } from './view.ts'
import { type Generation, views } from './views.ts'

const analytics = useAnalytics()
const offered: [Generation, MetricsQuery['view']][] = [
  ...metricsViewsV1.map((view): [Generation, MetricsQuery['view']] => ['v1', view]),
  ...metricsViewsV2.map((view): [Generation, MetricsQuery['view']] => ['v2', view]),
]

/** One row that has a value for every measure. */
beforeEach(() => {
  const timestamp = '2026-11-20T10:00:00Z'
  return store(analytics(), {
    traces: [{ id: 't', timestamp, tags: ['a'], user_id: 'u', session_id: 's' }],
    observations: [
      {
        id: 'o',
        trace_id: 't',
        start_time: timestamp,
        end_time: '2026-11-20T10:00:02Z',
        completion_start_time: '2026-11-20T10:00:01Z',
        usage_details: { input: 1, total: 1 },
        cost_details: { input: '0.5' },
        total_cost: '0.5',
        tool_definitions: { search: '{}' },
        tool_calls: ['{}'],
        tool_call_names: ['search'],
      },
    ],
    scores: [
      { timestamp, trace_id: 't', observation_id: 'o', value: 1 },
      { timestamp, trace_id: 't', data_type: 'BOOLEAN', value: 1 },
      { timestamp, trace_id: 't', data_type: 'CATEGORICAL', string_value: 'x' },
    ],
  })
})

describe.each(offered)('%s %s, every field of it', (generation, name) => {
  const view = views[generation][name]
  const dimensions = Object.entries(view.dimensions)
  const ask = (query: MetricsQuery) => getMetrics(analytics(), { projectId: project, query, generation })
  const top = { orderBy: [{ field: 'count_count', direction: 'desc' as const }], config: { row_limit: 10 } }

  test('groups', async () => {
    for (const [field] of dimensions) {
      const [row = {}] = await ask(question(name, { by: [field], ...top }))
      expect(Object.keys(row)).toEqual([field, 'count_count'])
    }
    const by = dimensions.map(([field]) => field).filter((field) => field !== 'costType')
    expect((await ask(question(name, { by, ...top }))).length).toBeGreaterThan(0)
  })

  test('is aggregated in every way that its type allows', async () => {
    for (const [measure, definition] of Object.entries(view.measures)) {
      const metrics = aggregationsOf(definition).map((aggregation) => `${aggregation}_${measure}`)
      const [row = {}] = await ask(question(name, { metrics }))
      for (const key of metrics) {
        expect([key, typeof row[key]]).toEqual([key, key.startsWith('histogram') ? 'object' : 'number'])
      }
    }
  })

  test('filters', async () => {
    const filters = dimensions.flatMap(([column, dimension]) => conditionsOn(column, dimension))
    for (const filter of filters) {
      expect(await ask(question(name, { filters: [filter] }))).toHaveLength(1)
    }
    expect(await ask(question(name, { filters: filters.slice(0, 50) }))).toHaveLength(1)
  })
})

function conditionsOn(column: string, { kind, pairs }: Dimension): FilterCondition[] {
  if (pairs) return []
  const condition = {
    text: { type: 'string', column, operator: 'contains', value: 'x' },
    number: { type: 'number', column, operator: '>', value: 1 },
    flag: { type: 'boolean', column, operator: '=', value: true },
    texts: { type: 'arrayOptions', column, operator: 'all of', value: ['x'] },
  }[kind] as FilterCondition
  return [condition, { type: 'null', column, operator: 'is not null' }]
}
