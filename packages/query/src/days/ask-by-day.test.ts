import type { AnalyticsStore, Question } from '@kansoku/storage'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askByDay } from './ask-by-day.ts'

const analytics = useAnalytics()

/** The store, and the statements that it is asked: of days in seconds of a day, or of hours. */
function listening() {
  const heard: number[] = []
  const listened: AnalyticsStore = {
    ...analytics(),
    query: <Row>(question: Question<Row>) => {
      const length = /, (\d+)\) \* \1 AS piece/.exec(question.sql)?.[1]
      if (length) heard.push(Number(length))
      return analytics().query(question)
    },
  }
  return { listened, heard }
}

const askCount = async (asked: AnalyticsStore, from: string, to: string) => {
  const rows = await askByDay<{ rows: number }>(
    asked,
    {
      ...{ name: 'test/count', table: 'traces', time: 'timestamp', reads: { traces: [0, 0] } },
      range: { from, to },
      byHours: true,
      sql: (piece, within, _, bind) => `
  SELECT ${piece} AS piece, count() AS rows FROM traces FINAL
  WHERE project_id = ${bind.text(project)} AND ${within} GROUP BY piece`,
    },
    0,
  )
  return rows?.reduce((sum, { rows }) => sum + rows, 0)
}

const at = (day: number, time: string) => `2026-11-${day}T${time}Z`

test('whole days are read once, as are whole hours before and after them', async () => {
  const times = [
    at(16, '20:10:00'),
    at(16, '22:10:00'),
    at(18, '10:00:00'),
    at(19, '03:59:59'),
    at(19, '04:30:00'),
  ]
  await store(analytics(), { traces: times.map((timestamp, index) => ({ id: `t${index}`, timestamp })) })
  const { listened, heard } = listening()
  expect(await askCount(listened, at(16, '20:30:00'), at(19, '04:00:00'))).toBe(3)
  expect(heard).toEqual([86_400, 3_600])
  // Only the half hour at its begin is read again.
  expect(await askCount(listened, at(16, '20:05:00'), at(19, '04:00:00'))).toBe(4)
  expect(heard.slice(2)).toEqual([3_600])
  expect(await askCount(listened, at(16, '21:00:00'), at(19, '04:00:00'))).toBe(3)
  expect(heard).toHaveLength(3)
})

test('what comes into an hour is seen, and read with it', async () => {
  const times = [at(16, '21:30:00'), at(19, '03:00:00')]
  await store(analytics(), { traces: times.map((timestamp, index) => ({ id: `t${index}`, timestamp })) })
  const { listened, heard } = listening()
  const ask = () => askCount(listened, at(16, '21:00:00'), at(19, '04:00:00'))
  const before = (await ask()) ?? 0
  const asked = heard.length
  await store(analytics(), { traces: [{ id: 'late', timestamp: at(16, '23:00:00') }] })
  expect(await ask()).toBe(before + 1)
  expect(heard.slice(asked)).toEqual([3_600])
})

test('those who ask at the same time share one look', async () => {
  await store(analytics(), { traces: [{ id: 'shared', timestamp: at(12, '10:00:00') }] })
  const { listened, heard } = listening()
  const ask = () => askCount(listened, at(12, '00:00:00'), at(13, '00:00:00'))
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  expect(heard).toEqual([86_400])
})

test('who asks after a row was stored does not share a look that began before, not even at a cut hour', async () => {
  await store(analytics(), {
    traces: [
      { id: 'first', timestamp: at(17, '10:00:00') },
      { id: 'next', timestamp: at(18, '01:00:00') },
      { id: 'last', timestamp: at(18, '23:00:00') },
    ],
  })
  await analytics().command('SYSTEM STOP MERGES traces')
  const looked = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  let isHeld = false
  const slow: AnalyticsStore = {
    ...analytics(),
    query: async <Row>(question: Question<Row>) => {
      const rows = await analytics().query(question)
      // The look at the rest of the last hour has its rows; they are on their way.
      if (question.name === 'test/count' && /, 3600\)/.test(question.sql) && !isHeld) {
        isHeld = true
        looked.resolve()
        await go.promise
      }
      return rows
    },
  }
  const range = [at(16, '00:00:00'), at(18, '04:30:00')] as const
  // Its days and whole hours are kept, so that both askers read the rest of the last hour alone.
  await askCount(analytics(), ...range)
  const early = askCount(slow, ...range)
  await looked.promise
  await store(analytics(), { traces: [{ id: 'second', timestamp: at(18, '04:10:00') }] })
  const late = askCount(slow, ...range)
  // Long enough to list the parts and to find the look that is under way, or to begin another.
  for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate)
  await analytics().query({
    name: 'test/wait',
    sql: 'SELECT sleep(0.3) AS s',
    row: z.object({ s: z.number() }),
  })
  go.resolve()
  await early
  expect(await late).toBe(3)
})

test('what a clock dates centuries ahead is counted where it is, and keeps nothing else from being kept', async () => {
  // The engine takes the first for 1974, the second for a day of this month.
  const far = ['2110-06-01T10:00:00Z', '2162-12-29T10:00:00Z']
  const times = [at(16, '10:00:00'), at(18, '10:00:00'), ...far]
  await store(analytics(), { traces: times.map((timestamp, index) => ({ id: `t${index}`, timestamp })) })
  const { listened, heard } = listening()
  const ask = (to: string) => askCount(listened, at(15, '00:00:00'), to)
  expect(await ask('2200-01-01T00:00:00Z')).toBe(4)
  expect(await ask(at(19, '00:00:00'))).toBe(2)
  expect(await ask('2111-01-01T00:00:00Z')).toBe(3)
  await store(analytics(), { traces: [{ id: 'late', timestamp: '2110-06-01T11:00:00Z' }] })
  expect(await ask('2111-01-01T00:00:00Z')).toBe(4)
  const asked = heard.length
  expect(await ask('2200-01-01T00:00:00Z')).toBe(5)
  expect(heard).toHaveLength(asked)
})
