import type { TimePoint } from '../dashboard/series.ts'

const dayMs = 86_400_000
/** As many days tell how fast money is spent. */
const recentDays = 7
/** A budget without an end is looked ahead for so long. */
const daysAhead = 30
/** Nobody plans further ahead than ten years. */
const farAheadMs = 3653 * dayMs

export interface Burning {
  readonly maxBudget: number
  /** When the budget began, or what is known of it; ISO. */
  readonly since: string
  readonly days: readonly { readonly day: string; readonly spend: number }[]
  /** When it begins anew; null: never. */
  readonly resetAt: string | null
  /** Milliseconds since 1970. */
  readonly now: number
  /** US dollars so far. */
  readonly spend: number
}

export interface Forecast {
  /** Milliseconds since 1970; undefined where it lasts until its end or for many years. */
  readonly usedUpAt: number | undefined
  /** US dollars at its end; undefined where it has none. */
  readonly atEnd: number | undefined
  /** Whether anything was spent in the last days. */
  readonly isUsed: boolean
}

const startOfDay = (time: number) => Math.floor(time / dayMs) * dayMs

/** US dollars a millisecond, over today and the six days before or since the budget began. */
function rateOf({ since, days, now }: Burning): number {
  const from = Math.max(Date.parse(since), startOfDay(now) - (recentDays - 1) * dayMs)
  const spent = days
    .filter(({ day }) => Date.parse(day) + dayMs > from)
    .reduce((sum, { spend }) => sum + spend, 0)
  // An hour at least: the first call of a month says little of the rest of it.
  return spent / Math.max(now - from, dayMs / 24)
}

/** What becomes of a budget when money is spent as in the last days. */
export function forecast(burning: Burning): Forecast {
  const { maxBudget, resetAt, now, spend } = burning
  const rate = rateOf(burning)
  const end = resetAt === null ? Number.POSITIVE_INFINITY : Date.parse(resetAt)
  const left = maxBudget - spend
  const usedUpAt = left <= 0 ? now : rate > 0 ? now + left / rate : Number.POSITIVE_INFINITY
  return {
    usedUpAt: usedUpAt < Math.min(end, now + farAheadMs) ? usedUpAt : undefined,
    atEnd: Number.isFinite(end) ? spend + rate * (end - now) : undefined,
    isUsed: rate > 0,
  }
}

/** What is left of a budget at the end of each day: so far, and as forecast from today on. */
export function burnDown(burning: Burning): TimePoint[] {
  const { maxBudget, since, days, resetAt, now, spend } = burning
  const rate = rateOf(burning)
  const spentOn = new Map(days.map((one) => [Date.parse(one.day), one.spend]))
  const today = startOfDay(now)
  const end = resetAt === null ? today + daysAhead * dayMs : Date.parse(resetAt) - 1
  // What was spent before the first day that is known.
  let spent = spend - days.reduce((sum, one) => sum + one.spend, 0)
  const points: TimePoint[] = []
  for (let day = startOfDay(Date.parse(since)); day <= end; day += dayMs) {
    spent += spentOn.get(day) ?? 0
    const ahead = Math.max(0, maxBudget - spend - rate * (day + dayMs - now))
    points.push({
      time: day,
      left: day > today ? null : Math.max(0, maxBudget - spent),
      forecast: day < today ? null : day === today ? Math.max(0, maxBudget - spend) : ahead,
    })
  }
  return points
}
