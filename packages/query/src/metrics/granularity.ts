import type { MetricsGranularity } from '@kansoku/contracts'

export type Granularity = Exclude<MetricsGranularity, 'auto'>

const hour = 3_600_000
const day = 24 * hour

/** The granularity that gives some fifty buckets. Source of the bounds: Langfuse's metrics API. */
export function resolveGranularity(
  granularity: MetricsGranularity,
  { from, to }: { readonly from: string; readonly to: string },
): Granularity {
  if (granularity !== 'auto') return granularity
  const length = Date.parse(to) - Date.parse(from)
  if (length < 2 * hour) return 'minute'
  if (length < 72 * hour) return 'hour'
  if (length < 60 * day) return 'day'
  return length < 365 * day ? 'week' : 'month'
}

/** Milliseconds of a bucket, and of how far the first one begins before the epoch: weeks begin on Mondays. */
const lengths = {
  minute: { step: 60_000, shift: 0 },
  hour: { step: hour, shift: 0 },
  day: { step: day, shift: 0 },
  week: { step: 7 * day, shift: 3 * day },
} as const

/** SQL of the number of the bucket that an instant falls into, in UTC. */
export function bucketNumber(column: string, granularity: Granularity): string {
  if (granularity === 'month') return `toYear(${column}) * 12 + toMonth(${column}) - 1`
  const { step, shift } = lengths[granularity]
  return `intDiv(toUnixTimestamp64Second(${column}) + ${shift / 1000}, ${step / 1000})`
}

export function bucketNumberOf(instant: string, granularity: Granularity): number {
  const time = new Date(instant)
  if (granularity === 'month') return time.getUTCFullYear() * 12 + time.getUTCMonth()
  const { step, shift } = lengths[granularity]
  return Math.floor((time.getTime() + shift) / step)
}

/** The beginning of a bucket: an instant for minutes and hours, else a date. */
export function bucketStart(bucket: number, granularity: Granularity): string {
  if (granularity === 'month') return isoDate(Date.UTC(Math.floor(bucket / 12), bucket % 12))
  const { step, shift } = lengths[granularity]
  const time = bucket * step - shift
  if (granularity === 'day' || granularity === 'week') return isoDate(time)
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
