import { expect, test } from 'vitest'
import { listParts, partsOfQuestion } from '../days/parts.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { withRows } from '../testing/with-rows.ts'
import { findFailedTraces } from './failed-traces.ts'
import { dashboardScope } from './scope.ts'
import { getTraceTotals } from './trace-totals.ts'

const analytics = useAnalytics()
const range = { projectId: project, from: '2026-11-16T00:00:00Z', to: '2026-11-19T00:00:00Z' }
const timestamp = '2026-11-17T10:00:00Z'

test('an error that comes between the list of failed traces and their count is not left out for good', async () => {
  await store(analytics(), {
    traces: [{ id: 't', timestamp }],
    observations: [{ trace_id: 'u', start_time: timestamp }],
  })
  const large = withRows(analytics(), 1_000_000)
  const first = { ...dashboardScope.parse(range), parts: partsOfQuestion(large) }
  const failed = await findFailedTraces(large, first)
  await store(analytics(), { observations: [{ trace_id: 't', start_time: timestamp, level: 'ERROR' }] })
  // Another tile asks meanwhile.
  await listParts(large)
  await getTraceTotals(large, first, failed)
  const later = dashboardScope.parse(range)
  expect((await getTraceTotals(large, later, await findFailedTraces(large, later))).failed).toBe(1)
})
