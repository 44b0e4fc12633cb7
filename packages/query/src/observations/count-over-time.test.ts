import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { countTracesOverTime } from '../traces/count-over-time.ts'
import { countObservationsOverTime } from './count-over-time.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const range = { projectId: project, from: at('10:00:00'), to: at('10:03:00') }

test('what a list shows is counted by buckets without gaps, and what of it failed', async () => {
  await store(analytics(), {
    traces: [
      { id: 'a', timestamp: at('10:00:30'), user_id: 'ann' },
      { id: 'b', timestamp: at('10:02:10') },
      { id: 'later', timestamp: at('10:03:00') },
    ],
    observations: [
      { trace_id: 'a', start_time: at('10:00:31'), name: 'first' },
      { trace_id: 'a', start_time: at('10:02:00'), level: 'ERROR' },
      { trace_id: 'b', start_time: at('10:02:30') },
    ],
  })
  const counts = (rows: number[], errors: number[]) => ({
    bucketSeconds: 60,
    points: rows.map((count, index) => ({
      time: `2026-11-20T10:0${index}:00.000Z`,
      rows: count,
      errors: errors[index],
    })),
  })
  expect(await countObservationsOverTime(analytics(), range)).toEqual(counts([1, 0, 2], [0, 0, 1]))
  expect(await countTracesOverTime(analytics(), range)).toEqual(counts([1, 0, 1], [1, 0, 0]))
  const named = { ...range, search: 'first' }
  expect(await countObservationsOverTime(analytics(), named)).toEqual(counts([1, 0, 0], [0, 0, 0]))
  const filter = [
    { type: 'stringOptions' as const, column: 'userId', operator: 'any of' as const, value: ['ann'] },
  ]
  expect(await countTracesOverTime(analytics(), { ...range, filter })).toEqual(counts([1, 0, 0], [1, 0, 0]))
})
