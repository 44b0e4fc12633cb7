import { expect, test } from 'vitest'
import { type GivenCall, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getTries } from './get-tries.ts'
import { listCalls } from './list-calls.ts'

const analytics = useAnalytics()

const range = { projectId: project, from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }
const page = { limit: 2, offset: 0 }
const at = (time: string, more: Partial<GivenCall> = {}): GivenCall => ({
  started_at: `2026-11-20T${time}Z`,
  ...more,
})

test('a page holds the newest of the range and of the project, with the time that each took', async () => {
  await store(analytics(), {
    calls: [
      at('10:00:00', { observation_id: 'first' }),
      at('10:59:59.5', { observation_id: 'second', ended_at: '2026-11-20T11:00:02Z' }),
      at('12:00:00', { observation_id: 'third' }),
      at('12:30:00', { project_id: 'another' }),
      { started_at: range.to },
    ],
  })
  const { rows, totalItems } = await listCalls(analytics(), { ...range, ...page })
  expect(totalItems).toBe(3)
  expect(rows.map(({ observation_id, duration }) => [observation_id, duration])).toEqual([
    ['third', null],
    ['second', 2.5],
  ])
  const next = await listCalls(analytics(), { ...range, ...page, offset: 2 })
  expect(next.rows.map(({ observation_id }) => observation_id)).toEqual(['first'])
})

test.each([
  [{ status: ['failure', 'cancelled'] }, ['a', 'b']],
  [{ model: ['large'] }, ['a']],
  [{ key: ['k'], status: ['success'] }, ['c']],
  [{ team: [''] }, ['a', 'c']],
  [{ provider: ['bedrock'] }, ['b']],
  [{ tag: ['batch'] }, ['c']],
  [{ tag: [''] }, ['a', 'b']],
  [{ endUser: ['hanako'] }, ['b']],
  [{ cached: true }, ['c']],
  [{ cached: false, team: ['red'] }, ['b']],
  [{ key: [] }, []],
])('%j leaves %j', async (filter, left) => {
  await store(analytics(), {
    calls: [
      at('10:00:00', { observation_id: 'a', status: 'failure', model: 'large', key_hash: 'k' }),
      at('10:00:01', {
        ...{
          observation_id: 'b',
          status: 'cancelled',
          team_id: 'red',
          provider: 'bedrock',
          end_user: 'hanako',
        },
      }),
      at('10:00:02', { observation_id: 'c', key_hash: 'k', tags: ['batch', 'x'], cache_hit: true }),
    ],
  })
  const { rows, totalItems } = await listCalls(analytics(), { ...range, ...filter, limit: 50, offset: 0 })
  expect(rows.map(({ observation_id }) => observation_id).sort()).toEqual(left)
  expect(totalItems).toBe(left.length)
})

test('the tries of a call come in order with what went wrong, and none of other calls in its trace', async () => {
  const own = { trace_id: 'shared', call_id: 'one' }
  await store(analytics(), {
    calls: [
      at('10:00:05', { ...own, observation_id: 'answered', model: 'small' }),
      at('10:00:00', { ...own, observation_id: 'limited', status: 'failure', error_class: 'RateLimitError' }),
      at('10:00:01', { trace_id: 'shared', call_id: 'two', observation_id: 'other' }),
      at('10:00:01', { ...own, project_id: 'another', observation_id: 'theirs' }),
    ],
    observations: [
      {
        ...{ id: 'limited', trace_id: 'shared', start_time: '2026-11-20T10:00:00Z' },
        status_message: 'Too many requests',
      },
    ],
  })
  const tries = await getTries(analytics(), {
    ...{ projectId: project, traceId: 'shared', callId: 'one', at: '2026-11-20T10:00:05Z' },
  })
  expect(tries.map(({ observation_id, message }) => [observation_id, message])).toEqual([
    ['limited', 'Too many requests'],
    ['answered', null],
  ])
})
