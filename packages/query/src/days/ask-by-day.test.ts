import type { AnalyticsStore, Question } from '@kansoku/storage'
import { expect, test } from 'vitest'
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
