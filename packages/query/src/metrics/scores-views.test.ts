import type { FilterCondition, MetricsQuery } from '@kansoku/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getMetrics } from './get-metrics.ts'
import type { Generation } from './views.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const ask = (
  view: MetricsQuery['view'],
  given: Parameters<typeof question>[1],
  generation: Generation = 'v1',
) => getMetrics(analytics(), { projectId: project, query: question(view, given), generation })

beforeEach(() =>
  store(analytics(), {
    // Scored long after it ran.
    traces: [
      {
        id: 't',
        timestamp: '2026-01-01T00:00:00Z',
        name: 'chat',
        user_id: 'ann',
        session_id: 's1',
        tags: ['a'],
        release: 'r',
        version: 'v',
      },
    ],
    observations: [
      {
        id: 'o',
        trace_id: 't',
        start_time: '2026-01-01T00:00:00Z',
        name: 'answer',
        provided_model_name: 'gpt-4o',
        prompt_name: 'greet',
        prompt_version: 2,
        row_version: 2,
      },
      { id: 'o', trace_id: 't', start_time: '2026-01-01T00:00:00Z', name: 'draft' },
    ],
    scores: [
      { id: 'n1', timestamp: at('10:00:00'), trace_id: 't', value: 9, row_version: 1 },
      { id: 'n1', timestamp: at('10:00:00'), trace_id: 't', value: 0.5, row_version: 2, config_id: 'c' },
      { id: 'n2', timestamp: at('11:00:00'), trace_id: 't', observation_id: 'o', value: 1, source: 'EVAL' },
      {
        id: 'n3',
        timestamp: at('12:00:00'),
        session_id: 's2',
        dataset_run_id: 'run',
        value: 3,
        metadata: { evaluator_id: 'judge' },
      },
      { id: 'b1', timestamp: at('10:00:00'), trace_id: 't', name: 'safe', data_type: 'BOOLEAN', value: 1 },
      { id: 'b2', timestamp: at('10:00:00'), name: 'safe', data_type: 'BOOLEAN', value: 0 },
      { id: 'b3', timestamp: at('10:00:00'), name: 'safe', data_type: 'BOOLEAN', value: 1 },
      {
        id: 'c1',
        timestamp: at('10:00:00'),
        trace_id: 't',
        name: 'tone',
        data_type: 'CATEGORICAL',
        string_value: 'kind',
      },
      { id: 'c2', timestamp: at('10:00:00'), name: 'tone', data_type: 'CATEGORICAL', string_value: 'rude' },
      { id: 'x1', timestamp: at('10:00:00'), name: 'note', data_type: 'TEXT', string_value: 'kind' },
      {
        id: 'fix',
        timestamp: at('10:00:00'),
        name: 'output',
        data_type: 'CORRECTION',
        long_string_value: 'x',
      },
    ],
  }),
)

test('numeric spans numbers and booleans', async () => {
  const metrics = [
    'count_count',
    'avg_value',
    'min_value',
    'max_value',
    'p50_value',
    'sum_value',
    'uniq_value',
  ]
  expect(await ask('scores-numeric', { by: ['name'], metrics })).toEqual([
    {
      name: 'quality',
      count_count: 3,
      avg_value: 1.5,
      min_value: 0.5,
      max_value: 3,
      p50_value: 1,
      sum_value: 4.5,
      uniq_value: 3,
    },
    {
      name: 'safe',
      count_count: 3,
      avg_value: 2 / 3,
      min_value: 0,
      max_value: 1,
      p50_value: 1,
      sum_value: 2,
      uniq_value: 2,
    },
  ])
})

test('the average of booleans is the rate of true', async () => {
  expect(
    await ask('scores-boolean', { by: ['booleanValue'], metrics: ['count_count', 'avg_value'] }),
  ).toEqual([
    { booleanValue: true, count_count: 2, avg_value: 1 },
    { booleanValue: false, count_count: 1, avg_value: 0 },
  ])
  expect(await ask('scores-boolean', { metrics: ['avg_value'] })).toEqual([{ avg_value: 2 / 3 }])
})

test('categorical spans categories and texts, no corrections', async () => {
  expect(await ask('scores-categorical', { by: ['stringValue'] })).toEqual([
    { stringValue: 'kind', count_count: 2 },
    { stringValue: 'rude', count_count: 1 },
  ])
})

test('a histogram of values', async () => {
  const [row] = await ask('scores-numeric', { metrics: ['histogram_value'], config: { bins: 3 } })
  const bins = row?.histogram_value as [number, number, number][]
  expect(bins.length).toBeLessThanOrEqual(3)
  expect(bins.reduce((sum, [, , height]) => sum + height, 0)).toBe(6)
})

describe('numeric by', () => {
  const top = { orderBy: [{ field: 'count_count', direction: 'desc' as const }], config: { row_limit: 9 } }
  const counts: [string, [unknown, number][], Generation?][] = [
    [
      'source',
      [
        ['API', 5],
        ['EVAL', 1],
      ],
    ],
    [
      'dataType',
      [
        ['BOOLEAN', 3],
        ['NUMERIC', 3],
      ],
    ],
    ['environment', [['default', 6]]],
    [
      'traceId',
      [
        ['t', 3],
        [null, 3],
      ],
    ],
    [
      'configId',
      [
        [null, 5],
        ['c', 1],
      ],
    ],
    [
      'observationId',
      [
        [null, 5],
        ['o', 1],
      ],
    ],
    ['timestampMonth', [['2026-11', 6]]],
    ['timestampDay', [['2026-11-20', 6]]],
    [
      'value',
      [
        [1, 3],
        [0, 1],
        [0.5, 1],
        [3, 1],
      ],
    ],
    [
      'evaluatorId',
      [
        [null, 5],
        ['judge', 1],
      ],
    ],
    [
      'traceName',
      [
        ['chat', 3],
        [null, 3],
      ],
    ],
    [
      'userId',
      [
        ['ann', 3],
        [null, 3],
      ],
    ],
    [
      'tags',
      [
        [[], 3],
        [['a'], 3],
      ],
    ],
    [
      'traceRelease',
      [
        ['r', 3],
        [null, 3],
      ],
    ],
    [
      'traceVersion',
      [
        ['v', 3],
        [null, 3],
      ],
    ],
    [
      'observationName',
      [
        [null, 5],
        ['answer', 1],
      ],
    ],
    [
      'observationModelName',
      [
        [null, 5],
        ['gpt-4o', 1],
      ],
    ],
    [
      'observationPromptName',
      [
        [null, 5],
        ['greet', 1],
      ],
    ],
    [
      'observationPromptVersion',
      [
        [null, 5],
        [2, 1],
      ],
    ],
    // The session of the trace in v1, of the score itself in v2.
    [
      'sessionId',
      [
        ['s1', 3],
        [null, 3],
      ],
      'v1',
    ],
    [
      'sessionId',
      [
        [null, 5],
        ['s2', 1],
      ],
      'v2',
    ],
    [
      'datasetRunId',
      [
        [null, 5],
        ['run', 1],
      ],
      'v2',
    ],
  ]
  test.each(counts)('%s', async (field, expected, generation = 'v1') => {
    expect(await ask('scores-numeric', { by: [field], ...top }, generation)).toEqual(
      expected.map(([value, count_count]) => ({ [field]: value, count_count })),
    )
  })
})

describe('where', () => {
  const conditions: [MetricsQuery['view'], FilterCondition, number][] = [
    ['scores-numeric', { type: 'number', column: 'value', operator: '>', value: 0.5 }, 4],
    ['scores-numeric', { type: 'string', column: 'scoreName', operator: '=', value: 'safe' }, 3],
    ['scores-numeric', { type: 'string', column: 'userId', operator: '=', value: 'ann' }, 3],
    ['scores-numeric', { type: 'number', column: 'observationPromptVersion', operator: '=', value: 2 }, 1],
    ['scores-numeric', { type: 'datetime', column: 'timestamp', operator: '<', value: at('11:00:00') }, 4],
    [
      'scores-numeric',
      { type: 'stringObject', column: 'metadata', key: 'evaluator_id', operator: '=', value: 'judge' },
      1,
    ],
    ['scores-boolean', { type: 'boolean', column: 'booleanValue', operator: '=', value: true }, 2],
    [
      'scores-categorical',
      { type: 'stringOptions', column: 'stringValue', operator: 'any of', value: ['kind'] },
      2,
    ],
  ]
  test.each(conditions)('%s %j', async (view, filter, count) => {
    expect(await ask(view, { filters: [filter] })).toEqual([{ count_count: count }])
  })
})
