import { beforeEach, expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getDailyMetrics } from './get-daily-metrics.ts'

const analytics = useAnalytics()
const ask = (given: Partial<Parameters<typeof getDailyMetrics>[1]> = {}) =>
  getDailyMetrics(analytics(), { projectId: project, limit: 50, offset: 0, ...given })

const call = {
  provided_model_name: 'gpt-4o',
  usage_details: { input: 10, output: 5, total: 15 },
  total_cost: '0.25',
}

beforeEach(() =>
  store(analytics(), {
    traces: [
      { id: 'a', timestamp: '2026-11-20T23:59:00Z', name: 'chat', user_id: 'ann', tags: ['x', 'y'] },
      {
        id: 'a',
        timestamp: '2026-11-20T23:59:00Z',
        name: 'chat',
        user_id: 'ann',
        tags: ['x'],
        row_version: 0,
      },
      { id: 'b', timestamp: '2026-11-20T10:00:00Z', user_id: 'bob', environment: 'dev' },
      { id: 'c', timestamp: '2026-11-18T10:00:00Z', name: 'chat' },
    ],
    observations: [
      { ...call, trace_id: 'a', start_time: '2026-11-20T23:59:01Z' },
      { ...call, trace_id: 'a', start_time: '2026-11-20T23:59:02Z' },
      { ...call, trace_id: 'b', start_time: '2026-11-20T10:00:00Z', environment: 'dev' },
      { trace_id: 'b', start_time: '2026-11-20T10:00:00Z', type: 'SPAN', environment: 'dev' },
      // On the day after its trace.
      { ...call, trace_id: 'a', start_time: '2026-11-21T00:00:01Z', total_cost: null },
      { ...call, trace_id: 'unknown', start_time: '2026-11-20T10:00:00Z' },
    ],
  }),
)

const usage = { inputUsage: 10, outputUsage: 5, totalUsage: 15, countTraces: 1, countObservations: 1 }

test('days, the newest first, with the usage of each model', async () => {
  const { days, totalItems } = await ask()
  expect(totalItems).toBe(3)
  expect(days).toEqual([
    {
      date: '2026-11-21',
      countTraces: 0,
      countObservations: 1,
      totalCost: 0,
      usage: [{ ...usage, model: 'gpt-4o', totalCost: 0 }],
    },
    {
      date: '2026-11-20',
      countTraces: 2,
      countObservations: 4,
      totalCost: 0.75,
      usage: [
        {
          model: 'gpt-4o',
          inputUsage: 30,
          outputUsage: 15,
          totalUsage: 45,
          totalCost: 0.75,
          countObservations: 3,
          countTraces: 2,
        },
        { ...usage, model: null, inputUsage: 0, outputUsage: 0, totalUsage: 0, totalCost: 0 },
      ],
    },
    { date: '2026-11-18', countTraces: 1, countObservations: 0, totalCost: 0, usage: [] },
  ])
})

test.each([
  [{ limit: 1, offset: 1 }, ['2026-11-20']],
  [{ from: '2026-11-20T00:00:00Z' }, ['2026-11-21', '2026-11-20']],
  [{ to: '2026-11-20T00:00:00Z' }, ['2026-11-18']],
  [{ environment: ['dev'] }, ['2026-11-20']],
  [
    { filter: [{ type: 'string' as const, column: 'userId', operator: '=' as const, value: 'bob' }] },
    ['2026-11-20'],
  ],
  [
    {
      filter: [
        { type: 'arrayOptions' as const, column: 'tags', operator: 'all of' as const, value: ['x', 'y'] },
      ],
    },
    ['2026-11-21', '2026-11-20'],
  ],
])('%j', async (given, dates) => {
  expect((await ask(given)).days.map(({ date }) => date)).toEqual(dates)
})
