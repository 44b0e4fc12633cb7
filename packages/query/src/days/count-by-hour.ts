import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import type { Binder } from '../sql/binder.ts'
import type { HourCount } from '../sql/hours.ts'
import { instant } from '../sql/values.ts'
import { askByDay, type DayQuestion } from './ask-by-day.ts'
import type { InstantRange } from './pieces.ts'

export const hourCount = z.object({ hour: instant, rows: z.number() })

interface CountQuestion extends Pick<DayQuestion, 'name' | 'table' | 'time' | 'reads' | 'settings'> {
  readonly range: { readonly from?: string | undefined; readonly to?: string | undefined }
  /** FROM and WHERE, with the range that they hold to. */
  readonly selected: (around: InstantRange, bind: Binder) => string
}

/** How many rows each hour has, from days that are kept; undefined where they are not. In order of time. */
export async function askKeptHours(
  store: AnalyticsStore,
  { range: { from, to }, selected, ...question }: CountQuestion,
): Promise<HourCount[] | undefined> {
  const hours = await askByDay(store, {
    ...question,
    range: { ...(from && { from }), ...(to && { to }) },
    byHours: true,
    row: hourCount,
    sql: (piece, within, around, bind) => `
  SELECT ${piece} AS piece, toStartOfHour(${question.time}) AS hour, count() AS rows
  ${selected(around, bind)} AND ${within}
  GROUP BY piece, hour`,
  })
  return hours?.toSorted((a, b) => (a.hour < b.hour ? -1 : 1))
}
