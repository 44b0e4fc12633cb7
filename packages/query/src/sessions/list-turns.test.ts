import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { listTurns, type TurnKey } from './list-turns.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`

async function portions(limit: number): Promise<string[][]> {
  const read: string[][] = []
  let after: TurnKey | undefined
  do {
    const { turns, next } = await listTurns(analytics(), {
      ...{ projectId: project, sessionId: 's', limit },
      ...(after && { after }),
    })
    read.push(turns.map(({ trace }) => trace.id))
    after = next ?? undefined
  } while (after)
  return read
}

test('the turns of a session come in portions, the oldest first, each once', async () => {
  await store(analytics(), {
    traces: [
      // Two at the same instant, a microsecond between others, and days between the portions.
      { id: 'b', timestamp: at('10:00:00'), session_id: 's' },
      { id: 'a', timestamp: at('10:00:00'), session_id: 's' },
      { id: 'c', timestamp: at('10:00:00.000001'), session_id: 's' },
      { id: 'd', timestamp: '2026-12-24T10:00:00Z', session_id: 's' },
      { id: 'other', timestamp: at('10:00:00'), session_id: 't' },
      { id: 'foreign', timestamp: at('10:00:00'), session_id: 's', project_id: 'project-2' },
      { id: 'gone', timestamp: at('10:00:00'), session_id: 's', is_deleted: 1 },
    ],
  })
  expect(await portions(10)).toEqual([['a', 'b', 'c', 'd']])
  expect(await portions(4)).toEqual([['a', 'b', 'c', 'd']])
  expect(await portions(2)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(await portions(1)).toEqual([['a'], ['b'], ['c'], ['d']])
})

test('a turn has what was said and what it took; a session of no traces has none', async () => {
  await store(analytics(), {
    traces: [{ id: 'a', timestamp: at('10:00:00'), session_id: 's', input: 'hello', output: 'hi' }],
    observations: [
      {
        trace_id: 'a',
        start_time: at('10:00:00'),
        end_time: at('10:00:02'),
        total_cost: '0.5',
        level: 'ERROR',
      },
    ],
  })
  const ask = { projectId: project, sessionId: 's', limit: 10 }
  const { turns } = await listTurns(analytics(), ask)
  expect(turns).toMatchObject([
    { trace: { id: 'a', input: 'hello', output: 'hi' }, latency: 2, totalCost: 0.5, errorCount: 1 },
  ])
  expect(await listTurns(analytics(), { ...ask, sessionId: 'none' })).toEqual({ turns: [], next: null })
})

test('long texts end a portion early, and the longest comes alone', async () => {
  const said = (id: string, minute: number, length: number) => ({
    ...{ id, timestamp: at(`10:0${minute}:00`), session_id: 's' },
    input: 'x'.repeat(length),
  })
  await store(analytics(), {
    traces: [said('a', 0, 10), said('b', 1, 4_500_000), said('c', 2, 10), said('d', 3, 3_000_000)],
  })
  expect(await portions(10)).toEqual([['a'], ['b'], ['c', 'd']])
})
