import { z } from 'zod'

/** Neighbouring bins are 2 % apart: a value is at most 1 % away from that of its bin. */
const growth = 1.02
/** Numbers of bins are positive from 10^-9 on; what is closer to zero counts as zero. */
const offset = 2000
const smallest = 1e-9

/**
 * How values are distributed, in a form that adds up: numbers of bins in order, and how many values each of them has. It
 * is the way a sketch arrives from the engine.
 */
export type Sketch = readonly [bins: readonly number[], counts: readonly number[]]

/** Hundreds of numbers each, which the engine wrote: not looked at one by one. */
export const sketchCell = z.custom<Sketch>((value) => Array.isArray(value) && value.length === 2)

/** SQL of the sketch of a number; nulls do not count. */
export function sketchOf(value: string, condition = '1'): string {
  const number = `ifNull(toFloat64(${value}), 0)`
  const bin = `round(log(greatest(abs(${number}), ${smallest})) / ${Math.log(growth)}) + ${offset}`
  const signed = `toInt32(if(abs(${number}) < ${smallest}, 0, sign(${number}) * (${bin})))`
  return `sumMapIf([${signed}], [toUInt64(1)], isNotNull(${value}) AND ${condition})`
}

export function mergeSketches(sketches: readonly Sketch[]): Sketch {
  const present = sketches.filter(([bins]) => bins.length > 0)
  const [only] = present
  if (!only) return [[], []]
  if (present.length === 1) return only
  const first = Math.min(...present.map(([bins]) => bins[0] ?? 0))
  const last = Math.max(...present.map(([bins]) => bins.at(-1) ?? 0))
  // One slot for each bin that there may be: a map would take ten times as long.
  const slots = new Float64Array(last - first + 1)
  for (const [bins, counts] of present) {
    for (let index = 0; index < bins.length; index++) {
      slots[(bins[index] as number) - first] =
        (slots[(bins[index] as number) - first] ?? 0) + (counts[index] ?? 0)
    }
  }
  return withoutGaps(slots, first)
}

function withoutGaps(slots: Float64Array, first: number): Sketch {
  const bins: number[] = []
  const counts: number[] = []
  for (const [slot, count] of slots.entries()) {
    if (count === 0) continue
    bins.push(first + slot)
    counts.push(count)
  }
  return [bins, counts]
}

/** Bins in order are values in order. */
const valueOfBin = (bin: number) => (bin === 0 ? 0 : Math.sign(bin) * growth ** (Math.abs(bin) - offset))

/** The values below which shares of all values lie, 0 to 1; nulls without values. */
export function quantilesOf([bins, counts]: Sketch, shares: readonly number[]): (number | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return shares.map((share) => {
    let before = 0
    const index = counts.findIndex((count) => {
      before += count
      return before > share * (total - 1)
    })
    return index < 0 ? null : valueOfBin(bins[index] as number)
  })
}

export type HistogramBin = [lower: number, upper: number, height: number]

interface Point {
  readonly value: number
  readonly count: number
}

/** At most so many bins, where the values are: the two that are closest become one, again and again. */
export function histogramOf([places, counts]: Sketch, bins: number): HistogramBin[] {
  const points = places.map(
    (bin, index): Point => ({ value: valueOfBin(bin), count: counts[index] as number }),
  )
  while (points.length > bins) {
    let closest = 0
    for (let index = 1; index < points.length - 1; index++) {
      if (gapAfter(points, index) < gapAfter(points, closest)) closest = index
    }
    const [a, b] = points.slice(closest, closest + 2) as [Point, Point]
    const count = a.count + b.count
    points.splice(closest, 2, { value: (a.value * a.count + b.value * b.count) / count, count })
  }
  return points.map(({ value, count }, index) => [
    (valueAt(points, index - 1, value) + value) / 2,
    (valueAt(points, index + 1, value) + value) / 2,
    count,
  ])
}

const gapAfter = (points: readonly Point[], index: number) =>
  valueAt(points, index + 1, Number.POSITIVE_INFINITY) - valueAt(points, index, 0)

const valueAt = (points: readonly Point[], index: number, otherwise: number) =>
  points[index]?.value ?? otherwise
