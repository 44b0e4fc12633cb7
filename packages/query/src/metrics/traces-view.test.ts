import type { FilterCondition } from '@kansoku/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getMetrics } from './get-metrics.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const ask = (given: Parameters<typeof question>[1]) =>
  getMetrics(analytics(), { projectId: project, query: question('traces', given), generation: 'v1' })

beforeEach(() =>
  store(analytics(), {
    traces: [
      { id: 'one', timestamp: at('10:00:00'), name: 'draft', user_id: 'eve', row_version: 1 },
      {
        id: 'one',
        timestamp: at('10:00:00'),
        name: 'chat',
        user_id: 'ann',
        session_id: 's1',
        tags: ['a', 'b'],
        release: 'r1',
        version: 'v1',
        metadata: { team: 'core' },
        row_version: 2,
      },
      { id: 'two', timestamp: at('10:00:00'), name: 'chat', user_id: 'ann', tags: ['a'] },
      { id: 'bare', timestamp: at('12:00:00'), name: null, environment: 'dev' },
      { id: 'deleted', timestamp: at('10:00:00'), is_deleted: 1 },
      { id: 'earlier', timestamp: '2026-11-19T23:59:59.999Z' },
    ],
    observations: [
      {
        id: 'a',
        trace_id: 'one',
        start_time: at('10:00:00'),
        end_time: at('10:00:01.500'),
        usage_details: { input: 1, output: 2, total: 3 },
        total_cost: '0.25',
      },
      {
        id: 'b',
        trace_id: 'one',
        start_time: at('10:00:01'),
        end_time: at('10:00:04'),
        usage_details: { total: 7 },
        total_cost: '0.5',
      },
      { id: 'c', trace_id: 'two', start_time: at('10:00:00') },
    ],
    scores: [
      { timestamp: at('10:00:00'), trace_id: 'one', value: 1, row_version: 1 },
      { timestamp: at('10:00:00'), trace_id: 'one', observation_id: 'a', value: 0 },
      { timestamp: at('10:00:00'), session_id: 's1', value: 0 },
    ],
  }),
)

test('measures: each trace once, with what belongs to it', async () => {
  const metrics = [
    'count_count',
    'sum_observationsCount',
    'max_observationsCount',
    'sum_scoresCount',
    'count_uniqueUserIds',
    'uniq_uniqueUserIds',
    'sum_uniqueUserIds',
    'uniq_uniqueSessionIds',
    'max_latency',
    'count_latency',
    'sum_totalTokens',
    'sum_totalCost',
    'avg_totalCost',
  ]
  expect(await ask({ metrics })).toEqual([
    {
      count_count: 3,
      sum_observationsCount: 3,
      max_observationsCount: 2,
      sum_scoresCount: 2,
      count_uniqueUserIds: 1,
      uniq_uniqueUserIds: 1,
      sum_uniqueUserIds: 2,
      uniq_uniqueSessionIds: 1,
      max_latency: 4000,
      count_latency: 1,
      sum_totalTokens: 10,
      sum_totalCost: 0.75,
      avg_totalCost: 0.75,
    },
  ])
})

test.each([
  [
    'name',
    [
      ['chat', 2],
      [null, 1],
    ],
  ],
  [
    'id',
    [
      ['bare', 1],
      ['one', 1],
      ['two', 1],
    ],
  ],
  [
    'userId',
    [
      ['ann', 2],
      [null, 1],
    ],
  ],
  [
    'sessionId',
    [
      [null, 2],
      ['s1', 1],
    ],
  ],
  [
    'tags',
    [
      [[], 1],
      [['a'], 1],
      [['a', 'b'], 1],
    ],
  ],
  [
    'release',
    [
      [null, 2],
      ['r1', 1],
    ],
  ],
  [
    'version',
    [
      [null, 2],
      ['v1', 1],
    ],
  ],
  [
    'environment',
    [
      ['default', 2],
      ['dev', 1],
    ],
  ],
  ['timestampMonth', [['2026-11', 3]]],
] as const)('by %s', async (field, expected) => {
  expect(await ask({ by: [field] })).toEqual(
    expected.map(([value, count_count]) => ({ [field]: value, count_count })),
  )
})

describe('where', () => {
  const conditions: [FilterCondition, number][] = [
    [{ type: 'datetime', column: 'timestamp', operator: '>=', value: at('12:00:00') }, 1],
    [{ type: 'arrayOptions', column: 'tags', operator: 'any of', value: ['b', 'c'] }, 1],
    [{ type: 'string', column: 'traceName', operator: '=', value: 'chat' }, 2],
    [{ type: 'stringObject', column: 'metadata', key: 'team', operator: 'contains', value: 'or' }, 1],
    [{ type: 'numberObject', column: 'scores_avg', key: 'quality', operator: '=', value: 0.5 }, 1],
    [{ type: 'null', column: 'sessionId', operator: 'is null' }, 2],
  ]
  test.each(conditions)('%j', async (filter, count) => {
    expect(await ask({ filters: [filter] })).toEqual([{ count_count: count }])
  })
})

test('by day, also days without traces', async () => {
  const given = { timeDimension: { granularity: 'day' as const }, metrics: ['count_count', 'sum_totalCost'] }
  const range = { fromTimestamp: '2026-11-18T00:00:00Z', toTimestamp: '2026-11-21T00:00:00Z' }
  expect(await ask({ ...given, ...range })).toEqual([
    { time_dimension: '2026-11-18', count_count: 0, sum_totalCost: 0 },
    { time_dimension: '2026-11-19', count_count: 1, sum_totalCost: null },
    { time_dimension: '2026-11-20', count_count: 3, sum_totalCost: 0.75 },
  ])
})

test('without metrics it counts', async () => {
  expect(await ask({ metrics: [], by: ['name'] })).toEqual([
    { name: 'chat', count: 2 },
    { name: null, count: 1 },
  ])
})
