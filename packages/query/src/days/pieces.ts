/** ISO 8601, microseconds included; the end is part of it where `inclusive`. */
export interface InstantRange {
  readonly from: string
  readonly to: string
  readonly inclusive?: boolean
}

/** What is kept of an answer is that of whole days and hours, in UTC. In seconds. */
export const lengths = { day: 86_400, hour: 3_600 } as const

export interface Cut {
  /** Those that lie in the range as a whole, by the seconds from 1970 at which they begin. */
  readonly whole: readonly number[]
  /** What the range has before and after them; without any, the range itself. */
  readonly edges: readonly InstantRange[]
}

/** @param length of a piece, in seconds */
export function cut(range: InstantRange, length: number): Cut {
  const { from, to, inclusive = false } = range
  const milliseconds = length * 1000
  const first = Math.ceil((Date.parse(from) + Number(hasFinerDigits(from))) / milliseconds)
  const end = Math.floor(Date.parse(to) / milliseconds)
  if (first >= end) return { whole: [], edges: [range] }
  const [begin, finish] = [instantOf(first * length), instantOf(end * length)]
  const edges: InstantRange[] = []
  if (Date.parse(from) < Date.parse(begin)) edges.push({ from, to: begin })
  const goesOn = Date.parse(finish) < Date.parse(to) || hasFinerDigits(to)
  if (goesOn || inclusive) edges.push({ from: finish, to, inclusive })
  return { whole: Array.from({ length: end - first }, (_, index) => (first + index) * length), edges }
}

/** Digits that JavaScript's dates do not have. */
const hasFinerDigits = (iso: string) => /\.\d{3}0*[1-9]/.test(iso)

export const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString()
export const secondsOf = (iso: string): number => Date.parse(iso) / 1000

export const rangeOf = (begin: number, length: number): InstantRange => ({
  from: instantOf(begin),
  to: instantOf(begin + length),
})

/** The same time in as few ranges as it takes, in order. What is given does not overlap. */
export function unite(ranges: readonly InstantRange[]): InstantRange[] {
  const united: InstantRange[] = []
  for (const range of ranges.toSorted((a, b) => secondsOf(a.from) - secondsOf(b.from))) {
    const before = united.at(-1)
    if (before?.to === range.from) united.splice(-1, 1, { ...range, from: before.from })
    else united.push(range)
  }
  return united
}
