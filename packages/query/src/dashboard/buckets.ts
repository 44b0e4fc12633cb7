import { KansokuError } from '@kansoku/contracts'

/** Seconds of a bucket: from a minute to a day, longer only for ranges of years. */
const sizes = [60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_419_200]
const maxBuckets = 90
const longestRange = 100 * 366 * 86_400

export interface Timeline {
  readonly bucketSeconds: number
  /** Starts of the buckets as ISO instants, without gaps, aligned to `bucketSeconds` in UTC. */
  readonly times: readonly string[]
}

/**
 * The buckets of `[from, to)`: the smallest allowed size that needs at most 90 of them. The first may begin before `from`.
 * Throws `invalid_request` when the range is empty or longer than a century.
 */
export function timelineOf(
  { from, to }: { readonly from: string; readonly to: string },
  allowed: readonly number[] = sizes,
): Timeline {
  const start = Date.parse(from)
  const end = Date.parse(to)
  if (!(start < end)) {
    throw new KansokuError(
      'invalid_request',
      `The time range is empty: from (${from}) must be before to (${to}).`,
    )
  }
  const seconds = (end - start) / 1000
  if (seconds > longestRange)
    throw new KansokuError('invalid_request', 'The time range is longer than 100 years.')
  const bucketSeconds = allowed.find((size) => seconds / size <= maxBuckets) ?? (allowed.at(-1) as number)
  const step = bucketSeconds * 1000
  const times: string[] = []
  for (let time = Math.floor(start / step) * step; time < end; time += step) {
    times.push(new Date(time).toISOString())
  }
  return { bucketSeconds, times }
}

/** The range of equal length just before. */
export function previousRange({ from, to }: { readonly from: string; readonly to: string }): {
  from: string
  to: string
} {
  return { from: new Date(2 * Date.parse(from) - Date.parse(to)).toISOString(), to: from }
}

/** SQL of the bucket that an instant falls into, as whole seconds since the epoch. */
export function bucketOf(column: 'timestamp' | 'start_time' | 'started_at', bucket: string): string {
  return `intDiv(toUnixTimestamp64Second(${column}), ${bucket}) * ${bucket}`
}

/** One value per bucket, of the rows that it has. */
export function groupBuckets<Row extends { readonly bucket: number }, Point>(
  { times }: Timeline,
  rows: readonly Row[],
  toPoint: (time: string, rows: readonly Row[]) => Point,
): Point[] {
  const byTime = Map.groupBy(rows, ({ bucket }) => bucket * 1000)
  return times.map((time) => toPoint(time, byTime.get(Date.parse(time)) ?? []))
}

export function sumOf<Row>(rows: readonly Row[], pick: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + pick(row), 0)
}
