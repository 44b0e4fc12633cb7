import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getTraceFacets } from './get-facets.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const range = { projectId: project, from: at('10:00:00'), to: at('11:00:00') }

test('values come with the number of traces that have them, the most frequent first', async () => {
  await store(analytics(), {
    traces: [
      { id: 'a', timestamp: at('10:00:00'), name: 'chat', user_id: 'ann', tags: ['x', 'y'], release: 'r1' },
      { id: 'b', timestamp: at('10:10:00'), name: 'chat', session_id: 's', tags: ['x'], version: 'v1' },
      { id: 'c', timestamp: at('10:20:00'), name: 'search', environment: 'staging' },
      { id: 'outside', timestamp: at('11:00:00'), name: 'later', tags: ['later'] },
    ],
    observations: [
      { trace_id: 'a', start_time: at('10:00:00'), provided_model_name: 'opus' },
      {
        trace_id: 'a',
        start_time: at('10:00:01'),
        provided_model_name: 'opus',
        level: 'ERROR',
        status_message: 'ThrottlingException: slow',
      },
      // After the range, yet of a trace in it.
      { trace_id: 'b', start_time: at('11:30:00'), provided_model_name: 'haiku' },
      { trace_id: 'outside', start_time: at('10:59:00'), provided_model_name: 'later', level: 'WARNING' },
    ],
  })
  expect(await getTraceFacets(analytics(), range)).toEqual({
    environment: [
      { value: 'default', count: 2 },
      { value: 'staging', count: 1 },
    ],
    name: [
      { value: 'chat', count: 2 },
      { value: 'search', count: 1 },
    ],
    userId: [{ value: 'ann', count: 1 }],
    sessionId: [{ value: 's', count: 1 }],
    tag: [
      { value: 'x', count: 2 },
      { value: 'y', count: 1 },
    ],
    version: [{ value: 'v1', count: 1 }],
    release: [{ value: 'r1', count: 1 }],
    model: [
      { value: 'haiku', count: 1 },
      { value: 'opus', count: 1 },
    ],
    level: [
      { value: 'DEFAULT', count: 2 },
      { value: 'ERROR', count: 1 },
    ],
    errorType: [{ value: 'ThrottlingException', count: 1 }],
  })
})

test('at most a hundred values of each', async () => {
  const traces = Array.from({ length: 120 }, (_, index) => ({
    timestamp: at('10:00:00'),
    user_id: `u${index}`,
  }))
  await store(analytics(), { traces: [...traces, { timestamp: at('10:00:00'), user_id: 'u119' }] })
  const { userId } = await getTraceFacets(analytics(), range)
  expect(userId).toHaveLength(100)
  expect(userId[0]).toEqual({ value: 'u119', count: 2 })
})
