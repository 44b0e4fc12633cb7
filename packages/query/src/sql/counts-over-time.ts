import { z } from 'zod'
import { groupBuckets, sumOf, timelineOf } from '../dashboard/buckets.ts'

/** A selection with both ends of its range. */
export type InRange<Selection> = Selection & { readonly from: string; readonly to: string }

export const countRow = z.object({ bucket: z.number(), rows: z.number(), errors: z.number() })
type CountRow = z.output<typeof countRow>

export interface CountsOverTime {
  readonly bucketSeconds: number
  /** Without gaps. */
  readonly points: { time: string; rows: number; errors: number }[]
}

/** Rows of a list and their errors by buckets of its range. Throws `invalid_request` when that is empty or too long. */
export async function countsOverTime(
  range: InRange<unknown>,
  ask: (bucketSeconds: number) => Promise<CountRow[]>,
): Promise<CountsOverTime> {
  const timeline = timelineOf(range)
  const { bucketSeconds } = timeline
  const points = groupBuckets(timeline, await ask(bucketSeconds), (time, found) => ({
    time,
    rows: sumOf(found, ({ rows }) => rows),
    errors: sumOf(found, ({ errors }) => errors),
  }))
  return { bucketSeconds, points }
}
