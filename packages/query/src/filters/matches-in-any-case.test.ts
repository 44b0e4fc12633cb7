import { expect, test } from 'vitest'
import { findNewestObservations } from '../observations/find-newest.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'

const analytics = useAnalytics()

test.each([
  ['Weather', 'what WEATHER is it'],
  ['天気', '今日の天気は'],
  ['Ünïcode', 'some ÜNÏCODE text'],
  ['42', 'the answer is 42'],
  ['ＡＢ', '全角のａｂ'],
])('%s is found in any case', async (value, input) => {
  const start_time = '2026-11-20T10:00:00Z'
  await store(analytics(), {
    observations: [
      { id: 'with', trace_id: 't', start_time, input },
      { id: 'without', trace_id: 't', start_time, input: 'nothing of it' },
    ],
  })
  const filter = [{ type: 'string', column: 'input', operator: 'matches', value }] as const
  const found = await findNewestObservations(analytics(), {
    projectId: project,
    filter: [...filter],
    limit: 9,
  })
  expect(found.map(({ id }) => id)).toEqual(['with'])
})
