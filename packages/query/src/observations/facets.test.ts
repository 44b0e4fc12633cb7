import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getObservationFacets } from './get-facets.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const range = { projectId: project, from: at('10:00:00'), to: at('11:00:00') }

test('values come with the number of observations that have them, the most frequent first', async () => {
  await store(analytics(), {
    traces: [
      // Before the range, yet with observations in it.
      { id: 'a', timestamp: at('09:59:00'), name: 'chat', user_id: 'ann', tags: ['x', 'y'] },
      { id: 'b', timestamp: at('10:10:00'), name: 'search', session_id: 's', tags: ['x'] },
    ],
    observations: [
      { trace_id: 'a', start_time: at('10:00:00'), type: 'AGENT', name: 'work', version: 'v1' },
      {
        ...{ trace_id: 'a', start_time: at('10:00:01'), parent_observation_id: 'p', prompt_name: 'p' },
        ...{ provided_model_name: 'opus', level: 'ERROR', tool_call_names: ['read', 'write'] },
      },
      { trace_id: 'b', start_time: at('10:10:00'), provided_model_name: 'opus', environment: 'staging' },
      { trace_id: 'b', start_time: at('11:00:00'), name: 'later', tool_call_names: ['read'] },
      { trace_id: 'unknown', start_time: at('10:20:00'), release: 'r1' },
    ],
  })
  const value = (value: string, count: number) => ({ value, count })
  expect(await getObservationFacets(analytics(), range)).toEqual({
    environment: [value('default', 3), value('staging', 1)],
    type: [value('GENERATION', 3), value('AGENT', 1)],
    name: [value('call', 3), value('work', 1)],
    level: [value('DEFAULT', 3), value('ERROR', 1)],
    model: [value('opus', 2)],
    promptName: [value('p', 1)],
    version: [value('v1', 1)],
    release: [value('r1', 1)],
    tool: [value('read', 1), value('write', 1)],
    root: [value('true', 3), value('false', 1)],
    traceName: [value('chat', 2), value('search', 1)],
    userId: [value('ann', 2)],
    sessionId: [value('s', 1)],
    tag: [value('x', 3), value('y', 2)],
  })
})
