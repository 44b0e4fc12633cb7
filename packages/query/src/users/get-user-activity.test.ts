import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getUserActivity } from './get-user-activity.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}.000Z`
const ask = { projectId: project, userId: 'ann', from: at('10:00:00'), to: at('10:03:00') }

test('the course of one user has a place for every bucket, and only their traces and models', async () => {
  await store(analytics(), {
    traces: [
      { id: 'ok', timestamp: at('10:00:10'), user_id: 'ann' },
      { id: 'failed', timestamp: at('10:00:20'), user_id: 'ann' },
      { id: 'later', timestamp: at('10:02:00'), user_id: 'ann' },
      { id: 'others', timestamp: at('10:01:00'), user_id: 'bob' },
      { id: 'outside', timestamp: at('10:03:00'), user_id: 'ann' },
    ],
    observations: [
      { trace_id: 'ok', start_time: at('10:00:10'), provided_model_name: 'opus', total_cost: '2' },
      { trace_id: 'failed', start_time: at('10:00:20'), provided_model_name: 'opus', level: 'ERROR' },
      { trace_id: 'later', start_time: at('10:02:01'), provided_model_name: 'haiku', total_cost: '0.5' },
      { trace_id: 'others', start_time: at('10:01:00'), provided_model_name: 'gpt', total_cost: '9' },
      { trace_id: 'outside', start_time: at('10:02:59'), provided_model_name: 'gpt', total_cost: '9' },
    ],
  })
  const { traces, usage } = await getUserActivity(analytics(), ask)
  expect([traces.bucketSeconds, usage.bucketSeconds]).toEqual([60, 60])
  expect(traces.points).toEqual([
    { time: at('10:00:00'), traces: 2, errors: 1 },
    { time: at('10:01:00'), traces: 0, errors: 0 },
    { time: at('10:02:00'), traces: 1, errors: 0 },
  ])
  expect(usage.models).toMatchObject([
    { model: 'opus', calls: 2, errors: 1, totalCost: 2 },
    { model: 'haiku', calls: 1, totalCost: 0.5 },
  ])
  expect(usage.points.map(({ model, cost }) => [model, cost])).toEqual([
    ['opus', 2],
    ['haiku', 0],
    ['opus', 0],
    ['haiku', 0],
    ['opus', 0],
    ['haiku', 0.5],
  ])
})

test('somebody who did nothing has an empty course', async () => {
  const { traces, usage } = await getUserActivity(analytics(), ask)
  expect(traces.points).toHaveLength(3)
  expect(usage.models).toEqual([])
})
