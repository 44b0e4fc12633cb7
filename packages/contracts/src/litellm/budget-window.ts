import { parseDuration, unitMs } from './duration.ts'

/** The time in which a budget holds, in ms since 1970; the end is outside. */
export interface BudgetWindow {
  readonly startsAt: number
  readonly endsAt: number
}

const dayMs = 86_400_000
/** 5 January 1970 was the first Monday. */
const firstMonday = 4 * dayMs

/**
 * The window of a budget at an instant, in UTC and the same for everybody, so that no job needs to reset anything: a
 * day from midnight, a week from Monday, a month, which 30d means as well for LiteLLM, from its first day; other
 * lengths count from 1970. Without a duration it is all time.
 */
export function budgetWindow(length: string | undefined, now: number): BudgetWindow {
  if (length === undefined) return { startsAt: 0, endsAt: Number.POSITIVE_INFINITY }
  const { count, unit } = parseDuration(length)
  if (unit === 'mo') return monthsAround(now, count)
  if (length === '30d') return monthsAround(now, 1)
  const lengthMs = count * (unitMs[unit] ?? dayMs)
  const origin = lengthMs % (7 * dayMs) === 0 ? firstMonday : 0
  const startsAt = origin + Math.floor((now - origin) / lengthMs) * lengthMs
  return { startsAt, endsAt: startsAt + lengthMs }
}

function monthsAround(now: number, count: number): BudgetWindow {
  const date = new Date(now)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth()
  const first = month - (month % count)
  return { startsAt: firstOfMonth(first), endsAt: firstOfMonth(first + count) }
}

/** @param month counted from the year 0 */
function firstOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12)
}
