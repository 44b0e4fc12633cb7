import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askTraceStatistics } from './trace-statistics.ts'

const analytics = useAnalytics()

test('a trace has no latency while none of its observations has ended', async () => {
  const start_time = '2026-11-20T10:00:00Z'
  const ended = { trace_id: 'ended', start_time, end_time: '2026-11-20T10:00:02Z' }
  await store(analytics(), {
    observations: [{ trace_id: 'runs', start_time }, ended, { trace_id: 'ended', start_time }],
  })
  const rows = await askTraceStatistics(analytics(), { projectId: project, traceIds: ['runs', 'ended'] })
  const latencies = Object.fromEntries(rows.map(({ trace_id, latency }) => [trace_id, latency]))
  expect(latencies).toEqual({ runs: null, ended: 2 })
})
