import type { FilterCondition } from '@kansoku/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { type GivenObservation, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getMetrics } from './get-metrics.ts'
import type { Generation } from './views.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const ask = (given: Parameters<typeof question>[1], generation: Generation = 'v1') =>
  getMetrics(analytics(), { projectId: project, query: question('observations', given), generation })

const fast: GivenObservation = {
  id: 'fast',
  trace_id: 'ann-1',
  name: 'answer',
  start_time: at('10:00:00'),
  completion_start_time: at('10:00:00.250'),
  end_time: at('10:00:01'),
  provided_model_name: 'gpt-4o',
  prompt_name: 'greet',
  prompt_version: 3,
  usage_details: { input: 10, cache_read_input_tokens: 90, output: 20, total: 120 },
  cost_details: { input: '0.1', cache_read_input_tokens: '0.05', output: '0.2', total: '0.35' },
  total_cost: '0.35',
  tool_definitions: { search: '{}', read: '{}' },
  tool_calls: ['{}', '{}'],
  tool_call_names: ['search', 'search'],
  metadata: { team: 'core', size: '5', paid: 'true' },
}

beforeEach(() =>
  store(analytics(), {
    traces: [
      {
        id: 'ann-1',
        timestamp: at('10:00:00'),
        name: 'chat',
        user_id: 'ann',
        session_id: 's1',
        tags: ['a', 'b'],
        release: 'r1',
        version: 'v1',
      },
      // Began on the day before its observations, and was written again since.
      { id: 'bob-1', timestamp: '2026-11-19T23:59:00Z', name: 'old', user_id: 'eve', row_version: 1 },
      { id: 'bob-1', timestamp: '2026-11-19T23:59:00Z', name: 'batch', user_id: 'bob', row_version: 2 },
    ],
    observations: [
      { ...fast, name: 'draft', total_cost: '99', usage_details: { total: 999 } },
      { ...fast, row_version: 2 },
      {
        id: 'slow',
        trace_id: 'bob-1',
        name: 'answer',
        start_time: at('11:30:00'),
        end_time: at('11:30:03'),
        provided_model_name: 'gpt-4o',
        release: 'r2',
        usage_details: { input: 5, output: 5, total: 10 },
        cost_details: { total: '0.05' },
        total_cost: '0.05',
        parent_observation_id: 'root',
        level: 'ERROR',
        tool_call_names: ['read'],
      },
      {
        id: 'root',
        trace_id: 'bob-1',
        type: 'SPAN',
        name: 'run',
        start_time: at('11:30:00'),
        environment: 'dev',
      },
      // Without a trace.
      { id: 'lonely', trace_id: 'gone', type: 'EVENT', name: null, start_time: at('23:59:59.999') },
      { id: 'deleted', trace_id: 'ann-1', start_time: at('10:00:00'), is_deleted: 1 },
      { id: 'next day', trace_id: 'ann-1', start_time: '2026-11-21T00:00:00Z' },
      { id: 'foreign', project_id: 'project-2', trace_id: 'ann-1', start_time: at('10:00:00') },
    ],
    scores: [
      { timestamp: at('10:00:05'), trace_id: 'ann-1', observation_id: 'fast', value: 1 },
      { timestamp: '2026-11-25T10:00:05Z', trace_id: 'ann-1', observation_id: 'fast', value: 0 },
      { timestamp: at('10:00:05'), trace_id: 'ann-1', value: 0.5 },
    ],
  }),
)

test('measures, newest versions only, nothing twice', async () => {
  const metrics = [
    'count_count',
    'sum_totalCost',
    'sum_inputCost',
    'sum_outputCost',
    'sum_inputTokens',
    'sum_outputTokens',
    'sum_totalTokens',
    'max_latency',
    'avg_latency',
    'count_latency',
    'min_timeToFirstToken',
    'max_streamingLatency',
    'max_outputTokensPerSecond',
    'max_tokensPerSecond',
    'sum_countScores',
    'max_countScores',
    'sum_toolDefinitions',
    'sum_toolCalls',
    'uniq_totalTokens',
  ]
  expect(await ask({ metrics })).toEqual([
    {
      count_count: 4,
      sum_totalCost: 0.4,
      sum_inputCost: 0.15,
      sum_outputCost: 0.2,
      sum_inputTokens: 105,
      sum_outputTokens: 25,
      sum_totalTokens: 130,
      max_latency: 3000,
      avg_latency: 2000,
      count_latency: 2,
      min_timeToFirstToken: 250,
      max_streamingLatency: 750,
      max_outputTokensPerSecond: 20 / 0.75,
      max_tokensPerSecond: 120,
      sum_countScores: 2,
      max_countScores: 2,
      sum_toolDefinitions: 2,
      sum_toolCalls: 2,
      uniq_totalTokens: 3,
    },
  ])
})

test('quantiles', async () => {
  const metrics = ['p50_latency', 'p75_latency', 'p90_latency', 'p95_latency', 'p99_latency']
  expect(await ask({ metrics })).toEqual([
    { p50_latency: 2000, p75_latency: 2500, p90_latency: 2800, p95_latency: 2900, p99_latency: 2980 },
  ])
})

test('a histogram', async () => {
  const [row] = await ask({ metrics: ['histogram_latency', 'count_count'], config: { bins: 2 } })
  const bins = row?.histogram_latency as [number, number, number][]
  expect(bins.reduce((sum, [, , height]) => sum + height, 0)).toBe(2)
  expect([bins[0]?.[0], bins.at(-1)?.[1]]).toEqual([1000, 3000])
  const none: FilterCondition[] = [{ type: 'string', column: 'name', operator: '=', value: 'nobody' }]
  expect(await ask({ metrics: ['histogram_latency'], filters: none })).toEqual([{ histogram_latency: [] }])
})

test('without rows nothing is counted and nothing is known', async () => {
  const filters: FilterCondition[] = [{ type: 'string', column: 'name', operator: '=', value: 'nobody' }]
  const metrics = ['count_count', 'avg_latency', 'p95_latency', 'max_totalCost']
  expect(await ask({ metrics, filters })).toEqual([
    { count_count: 0, avg_latency: null, p95_latency: null, max_totalCost: null },
  ])
  expect(await ask({ by: ['name'], filters })).toEqual([])
})

describe('by', () => {
  const counts: [string, [unknown, number][], Generation?][] = [
    [
      'type',
      [
        ['GENERATION', 2],
        ['EVENT', 1],
        ['SPAN', 1],
      ],
    ],
    [
      'name',
      [
        ['answer', 2],
        ['run', 1],
        [null, 1],
      ],
    ],
    [
      'environment',
      [
        ['default', 3],
        ['dev', 1],
      ],
    ],
    [
      'level',
      [
        ['DEFAULT', 3],
        ['ERROR', 1],
      ],
    ],
    [
      'providedModelName',
      [
        ['gpt-4o', 2],
        [null, 2],
      ],
    ],
    [
      'promptName',
      [
        [null, 3],
        ['greet', 1],
      ],
    ],
    [
      'promptVersion',
      [
        [null, 3],
        [3, 1],
      ],
    ],
    [
      'parentObservationId',
      [
        [null, 3],
        ['root', 1],
      ],
    ],
    [
      'traceId',
      [
        ['bob-1', 2],
        ['ann-1', 1],
        ['gone', 1],
      ],
    ],
    [
      'traceName',
      [
        ['batch', 2],
        ['chat', 1],
        [null, 1],
      ],
    ],
    [
      'userId',
      [
        ['bob', 2],
        ['ann', 1],
        [null, 1],
      ],
    ],
    [
      'sessionId',
      [
        [null, 3],
        ['s1', 1],
      ],
    ],
    [
      'traceRelease',
      [
        [null, 3],
        ['r1', 1],
      ],
    ],
    [
      'traceVersion',
      [
        [null, 3],
        ['v1', 1],
      ],
    ],
    [
      'tags',
      [
        [[], 3],
        [['a', 'b'], 1],
      ],
    ],
    ['startTimeMonth', [['2026-11', 4]]],
    [
      'toolNames',
      [
        ['read', 1],
        ['search', 1],
      ],
    ],
    [
      'calledToolNames',
      [
        ['read', 1],
        ['search', 1],
      ],
    ],
    [
      'isRootObservation',
      [
        [true, 3],
        [false, 1],
      ],
      'v2',
    ],
    [
      'release',
      [
        [null, 2],
        ['r1', 1],
        ['r2', 1],
      ],
      'v2',
    ],
    ['experimentName', [[null, 4]], 'v2'],
  ]
  test.each(counts)('%s', async (field, expected, generation = 'v1') => {
    const top = { orderBy: [{ field: 'count_count', direction: 'desc' as const }], config: { row_limit: 9 } }
    expect(await ask({ by: [field], ...(generation === 'v2' ? top : {}) }, generation)).toEqual(
      expected.map(([value, count_count]) => ({ [field]: value, count_count })),
    )
  })

  test('two dimensions, ordered as wanted', async () => {
    const orderBy = [
      { field: 'name', direction: 'desc' as const },
      { field: 'sum_totalCost', direction: 'asc' as const },
    ]
    expect(await ask({ by: ['name', 'userId'], metrics: ['sum_totalCost'], orderBy })).toEqual([
      { name: 'run', userId: 'bob', sum_totalCost: null },
      { name: 'answer', userId: 'bob', sum_totalCost: 0.05 },
      { name: 'answer', userId: 'ann', sum_totalCost: 0.35 },
      { name: null, userId: null, sum_totalCost: null },
    ])
  })

  test('purposes of tokens and costs, v2', async () => {
    expect(await ask({ by: ['usageType'], metrics: ['sum_usageByType'] }, 'v2')).toEqual([
      { usageType: 'total', sum_usageByType: 130 },
      { usageType: 'cache_read_input_tokens', sum_usageByType: 90 },
      { usageType: 'output', sum_usageByType: 25 },
      { usageType: 'input', sum_usageByType: 15 },
    ])
    expect(await ask({ metrics: ['sum_costByType'], by: ['providedModelName'] }, 'v2')).toEqual([
      { providedModelName: 'gpt-4o', costType: 'total', sum_costByType: 0.4 },
      { providedModelName: 'gpt-4o', costType: 'output', sum_costByType: 0.2 },
      { providedModelName: 'gpt-4o', costType: 'input', sum_costByType: 0.1 },
      { providedModelName: 'gpt-4o', costType: 'cache_read_input_tokens', sum_costByType: 0.05 },
    ])
  })
})

test('distinct users, sessions and traces, v2', async () => {
  const metrics = ['uniq_uniqueUserIds', 'uniq_uniqueSessionIds', 'uniq_traceId', 'count_uniqueUserIds']
  expect(await ask({ metrics }, 'v2')).toEqual([
    { uniq_uniqueUserIds: 2, uniq_uniqueSessionIds: 1, uniq_traceId: 3, count_uniqueUserIds: 3 },
  ])
})

describe('where', () => {
  const conditions: [FilterCondition, number][] = [
    [{ type: 'datetime', column: 'startTime', operator: '>', value: at('11:00:00') }, 3],
    [{ type: 'datetime', column: 'start_time', operator: '<=', value: at('10:00:00') }, 1],
    [{ type: 'string', column: 'name', operator: 'starts with', value: 'ans' }, 2],
    [{ type: 'string', column: 'name', operator: 'does not contain', value: 'ans' }, 2],
    [{ type: 'string', column: 'observationName', operator: '=', value: 'run' }, 1],
    [{ type: 'string', column: 'userId', operator: '=', value: 'bob' }, 2],
    [{ type: 'stringOptions', column: 'userId', operator: 'none of', value: ['bob'] }, 2],
    [{ type: 'arrayOptions', column: 'tags', operator: 'all of', value: ['a', 'b'] }, 1],
    [{ type: 'arrayOptions', column: 'tags', operator: 'none of', value: ['a'] }, 3],
    [{ type: 'arrayOptions', column: 'toolNames', operator: 'any of', value: ['read'] }, 1],
    [{ type: 'number', column: 'promptVersion', operator: '>=', value: 3 }, 1],
    [{ type: 'null', column: 'providedModelName', operator: 'is null' }, 2],
    [{ type: 'stringObject', column: 'metadata', key: 'team', operator: '=', value: 'core' }, 1],
    [{ type: 'numberObject', column: 'metadata', key: 'size', operator: '>', value: 4 }, 1],
    [{ type: 'booleanObject', column: 'metadata', key: 'paid', operator: '=', value: true }, 1],
    [{ type: 'numberObject', column: 'scores_avg', key: 'quality', operator: '=', value: 0.5 }, 1],
  ]
  test.each(conditions)('%j', async (filter, count) => {
    expect(await ask({ filters: [filter] })).toEqual([{ count_count: count }])
  })

  test('it is a root, v2', async () => {
    const filters: FilterCondition[] = [
      { type: 'boolean', column: 'isRootObservation', operator: '=', value: false },
    ]
    expect(await ask({ filters }, 'v2')).toEqual([{ count_count: 1 }])
  })
})
