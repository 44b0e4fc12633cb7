import { expect, test } from 'vitest'
import { store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askRecentEvents } from './recent-events.ts'

const analytics = useAnalytics()
const noon = '2026-11-20T12:00:00.000Z'
const before = '2026-11-20T11:59:59.999Z'
const isFound = async () => (await askRecentEvents(analytics(), { since: noon })).length > 0

test('a trace or an observation since then is found, an older one is not', async () => {
  await store(analytics(), { traces: [{ timestamp: before }] })
  expect(await isFound()).toBe(false)
  await store(analytics(), { observations: [{ trace_id: 't', start_time: noon }] })
  expect(await isFound()).toBe(true)
})

test('what says only where a trace does not lie is no event', async () => {
  const moved = { id: 't', row_version: 2 }
  await store(analytics(), {
    traces: [
      { ...moved, timestamp: before },
      { ...moved, timestamp: noon, is_deleted: 1 },
    ],
  })
  expect(await isFound()).toBe(false)
})
