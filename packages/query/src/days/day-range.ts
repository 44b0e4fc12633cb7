import { secondsOfDay } from './parts.ts'

/** ISO 8601, microseconds included; the end is part of it where `inclusive`. */
export interface InstantRange {
  readonly from: string
  readonly to: string
  readonly inclusive?: boolean
}

const millisecondsOfDay = secondsOfDay * 1000
export const dayNumber = (iso: string): number => Math.floor(Date.parse(iso) / millisecondsOfDay)
export const startOf = (day: number): string => new Date(day * millisecondsOfDay).toISOString()

/** All days that the range touches, those that lie in it as a whole apart. */
export function daysOf({ from, to, inclusive = false }: InstantRange): { whole: number[]; edges: number[] } {
  const whole: number[] = []
  const edges: number[] = []
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const isAligned = hasFinerDigits(from) ? () => false : (day: number) => day * millisecondsOfDay >= start
  for (let day = dayNumber(from); day * millisecondsOfDay <= end; day++) {
    const isBeforeEnd = (day + 1) * millisecondsOfDay <= end
    if (isBeforeEnd && (isAligned(day) || day * millisecondsOfDay > start)) whole.push(day)
    else if (day * millisecondsOfDay < end || inclusive || hasFinerDigits(to)) edges.push(day)
  }
  return { whole, edges }
}

/** Digits that JavaScript's dates do not have. */
const hasFinerDigits = (iso: string) => /\.\d{3}0*[1-9]/.test(iso)

/** Stretches of days without gaps, each within the range. */
export function stretchesOf(days: readonly number[], range: InstantRange): InstantRange[] {
  const { from, to, inclusive = false } = range
  const sorted = days.toSorted((a, b) => a - b)
  const stretches: InstantRange[] = []
  for (let start = 0; start < sorted.length; ) {
    let end = start
    while (sorted[end + 1] === (sorted[end] as number) + 1) end++
    const first = startOf(sorted[start] as number)
    const last = startOf((sorted[end] as number) + 1)
    const isLast = Date.parse(last) > Date.parse(to)
    stretches.push({
      from: Date.parse(first) > Date.parse(from) ? first : from,
      to: isLast ? to : last,
      inclusive: isLast && inclusive,
    })
    start = end + 1
  }
  return stretches
}
