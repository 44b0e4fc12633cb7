import { expect, test } from 'vitest'
import { type GivenObservation, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askTraceStatistics } from './trace-statistics.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`

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

const failed = { level: 'ERROR', start_time: at('10:00:01'), end_time: at('10:00:02.000099') } as const
const answered = { start_time: at('10:00:03'), end_time: at('10:00:05') }

test.each<[string, boolean, Partial<GivenObservation>[]]>([
  ['a fallback answered', true, [failed, { start_time: at('10:00:02.000100') }]],
  ['a retry answered after two failures', true, [failed, { ...failed, id: 'again' }, answered]],
  ['nothing answered', false, [failed]],
  ['the answer came before', false, [answered, { ...failed, start_time: at('10:00:09'), end_time: null }]],
  ['the answer began beside the failure', false, [failed, { ...answered, start_time: at('10:00:01.500') }]],
  ['the answer is still on its way', false, [failed, { ...answered, end_time: null }]],
  ['what is around the calls failed too', false, [{ ...failed, id: 'span', type: 'SPAN' }, failed, answered]],
  ['nothing failed', false, [answered]],
])('knows whether calls that failed were made good: %s', async (_, recovered, observations) => {
  await store(analytics(), {
    observations: observations.map((given) => ({
      trace_id: 't',
      start_time: at('10:00:03'),
      end_time: at('10:00:05'),
      ...given,
    })),
  })
  const [row] = await askTraceStatistics(analytics(), { projectId: project, traceIds: ['t'] })
  expect(row?.recovered).toBe(recovered)
})
