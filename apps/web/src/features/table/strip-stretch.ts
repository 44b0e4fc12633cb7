import type { CountsOverTime } from '@kansoku/contracts'

/** The range from the begin of one bar to the end of another, in whichever order; undefined where they are no bars. */
export function stretchOf(
  { points, bucketSeconds }: CountsOverTime,
  [one, other]: readonly [from: number, to: number],
): { from: string; to: string } | undefined {
  const [first, last] = [points[Math.min(one, other)], points[Math.max(one, other)]]
  if (!first || !last) return undefined
  return { from: first.time, to: new Date(Date.parse(last.time) + bucketSeconds * 1000).toISOString() }
}

/** Rows of the highest bar, at least one. */
export const highestBar = ({ points }: CountsOverTime): number =>
  points.reduce((most, { rows }) => Math.max(most, rows), 1)
