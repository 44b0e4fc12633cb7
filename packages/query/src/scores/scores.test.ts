import type { FilterCondition } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getScore } from './get-score.ts'
import { askScores } from './list.ts'
import { listScores } from './list-scores.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
type Selection = Omit<Parameters<typeof listScores>[1], 'projectId' | 'limit' | 'offset'>

async function ids(selection: Selection = {}): Promise<string[]> {
  const page = { projectId: project, limit: 50, offset: 0, ...selection }
  return (await listScores(analytics(), page)).scores.map(({ id }) => id)
}

describe('the list', () => {
  test('is newest first, in its newest versions, and knows the total', async () => {
    const given = { id: 'b', timestamp: at('10:00:00'), value: 1 }
    await store(analytics(), {
      scores: [given, { id: 'a', timestamp: at('09:00:00') }, { id: 'c', timestamp: at('11:00:00') }],
    })
    await store(analytics(), {
      scores: [
        { ...given, row_version: 2, timestamp: at('12:00:00'), value: 2 },
        { ...given, row_version: 2, is_deleted: 1 },
      ],
    })
    const { scores, totalItems } = await listScores(analytics(), { projectId: project, limit: 2, offset: 0 })
    expect(scores.map(({ id, value }) => [id, value])).toEqual([
      ['b', 2],
      ['c', null],
    ])
    expect(totalItems).toBe(3)
  })

  test('goes on after a cursor without repeating or leaving out one, also within an instant', async () => {
    const scores = Array.from({ length: 7 }, (_, index) => ({
      id: `s${index}`,
      timestamp: index < 4 ? at('10:00:00.000001') : at('10:00:00'),
    }))
    await store(analytics(), { scores })
    const found: string[] = []
    let after: { timestamp: string; id: string } | undefined
    for (let page = 0; page < 4; page++) {
      const rows = await askScores(analytics(), { projectId: project, limit: 2, offset: 0, after })
      found.push(...rows.map(({ id }) => id))
      const last = rows.at(-1)
      after = last && { timestamp: last.exact_timestamp, id: last.id }
    }
    expect(found).toEqual(['s3', 's2', 's1', 's0', 's6', 's5', 's4'])
  })

  test('compares numeric values', async () => {
    await store(analytics(), {
      scores: [0.123456789, -1.5, 9999.99].map((value) => ({
        id: String(value),
        timestamp: at('10:00:00'),
        value,
      })),
    })
    expect(await ids({ compare: { operator: '=', value: 0.123456789 } })).toEqual(['0.123456789'])
    expect(await ids({ compare: { operator: '!=', value: -1.5 } })).toEqual(['9999.99', '0.123456789'])
    expect(await ids({ compare: { operator: '<', value: 0 } })).toEqual(['-1.5'])
    expect(await ids({ values: [9999.99, 7] })).toEqual(['9999.99'])
  })

  test('knows the trace of a score', async () => {
    await store(analytics(), {
      traces: [
        { id: 'mine', timestamp: at('10:00:00'), user_id: 'ann', tags: ['a', 'b'] },
        { id: 'other', timestamp: at('10:00:00'), user_id: 'bob', tags: ['a'] },
      ],
      scores: [
        { id: 'one', timestamp: at('10:00:00'), trace_id: 'mine' },
        { id: 'two', timestamp: at('10:00:00'), trace_id: 'other' },
        { id: 'three', timestamp: at('10:00:00'), session_id: 's' },
      ],
    })
    const user: FilterCondition = { type: 'string', column: 'userId', operator: '=', value: 'ann' }
    const tags: FilterCondition = {
      type: 'arrayOptions',
      column: 'traceTags',
      operator: 'all of',
      value: ['a', 'b'],
    }
    expect(await ids({ filter: [user] })).toEqual(['one'])
    expect(await ids({ filter: [tags] })).toEqual(['one'])
  })
})

test('one score is found within its project only', async () => {
  await store(analytics(), { scores: [{ id: 's', timestamp: at('10:00:00'), value: 1 }] })
  expect(await getScore(analytics(), { projectId: project, scoreId: 's' })).toMatchObject({
    id: 's',
    value: 1,
  })
  expect(await getScore(analytics(), { projectId: 'project-2', scoreId: 's' })).toBeUndefined()
})
