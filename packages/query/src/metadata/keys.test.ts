import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askMetadataKeysOfObservations, askMetadataKeysOfTraces } from './keys.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const range = { projectId: project, from: at('10:00:00'), to: at('11:00:00') }

test('keys of what is in range, the most frequent first', async () => {
  await store(analytics(), {
    traces: [
      { id: 'a', timestamp: at('10:00:00'), metadata: { region: 'eu', 'my key': '1' } },
      { id: 'b', timestamp: at('10:10:00'), metadata: { region: 'us' } },
      { id: 'later', timestamp: at('11:00:00'), metadata: { later: '1' } },
      { id: 'elsewhere', project_id: 'other', timestamp: at('10:00:00'), metadata: { secret: '1' } },
    ],
    observations: [
      { trace_id: 'a', start_time: at('10:00:00'), metadata: { step: '1' } },
      { trace_id: 'a', start_time: at('09:00:00'), metadata: { before: '1' } },
    ],
  })
  const keysOf = async (ask: typeof askMetadataKeysOfTraces) =>
    (await ask(analytics(), range)).map(({ value }) => value)
  expect(await keysOf(askMetadataKeysOfTraces)).toEqual(['region', 'my key'])
  expect(await keysOf(askMetadataKeysOfObservations)).toEqual(['step'])
})

test('the latest rows tell', async () => {
  const traces = Array.from({ length: 1010 }, (_, index) => ({
    timestamp: at('10:30:00'),
    metadata: { [index < 1005 ? 'usual' : 'rare']: '1' },
  }))
  const old = { timestamp: '2026-11-19T10:00:00Z', metadata: { old: '1' } }
  await store(analytics(), { traces: [...traces, old] })
  const keys = await askMetadataKeysOfTraces(analytics(), { ...range, from: '2026-11-01T00:00:00Z' })
  expect(keys.map(({ value }) => value)).not.toContain('old')
  expect(keys[0]).toEqual({ value: 'usual' })
})
