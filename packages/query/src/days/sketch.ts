import { z } from 'zod'

/** Neighbouring bins are 2 % apart: a value is at most 1 % away from that of its bin. */
const growth = 1.02
/** Numbers of bins are positive from 10^-9 on; what is closer to zero counts as zero. */
const offset = 2000
const smallest = 1e-9

/** Counts by bin, the way a sketch arrives from the engine: numbers of bins, and how many values each has. */
export type SketchCell = readonly [bins: readonly number[], counts: readonly number[]]

/** Hundreds of numbers each, which the engine wrote: not looked at one by one. */
export const sketchCell = z.custom<SketchCell>((value) => Array.isArray(value) && value.length === 2)

/** How values are distributed, in a form that adds up. */
export type Sketch = ReadonlyMap<number, number>

/** SQL of the sketch of a number; nulls do not count. */
export function sketchOf(value: string, condition = '1'): string {
  const number = `ifNull(toFloat64(${value}), 0)`
  const bin = `round(log(greatest(abs(${number}), ${smallest})) / ${Math.log(growth)}) + ${offset}`
  const signed = `toInt32(if(abs(${number}) < ${smallest}, 0, sign(${number}) * (${bin})))`
  return `sumMapIf([${signed}], [toUInt64(1)], isNotNull(${value}) AND ${condition})`
}

/** Bins of sketches come in order from the engine. */
export function mergeSketches(cells: readonly SketchCell[]): Sketch {
  const present = cells.filter(([bins]) => bins.length > 0)
  const first = Math.min(...present.map(([bins]) => bins[0] ?? 0))
  const last = Math.max(...present.map(([bins]) => bins.at(-1) ?? 0))
  if (present.length === 0) return new Map()
  // One slot for each bin that there may be: a map would take ten times as long.
  const slots = new Float64Array(last - first + 1)
  for (const [bins, counts] of present) {
    for (let index = 0; index < bins.length; index++) {
      slots[(bins[index] as number) - first] =
        (slots[(bins[index] as number) - first] ?? 0) + (counts[index] ?? 0)
    }
  }
  const sketch = new Map<number, number>()
  for (const [slot, count] of slots.entries()) if (count > 0) sketch.set(first + slot, count)
  return sketch
}

interface Point {
  readonly value: number
  readonly count: number
}

/** From the smallest value on. */
function pointsOf(sketch: Sketch): Point[] {
  return [...sketch]
    .map(([bin, count]) => ({
      value: bin === 0 ? 0 : Math.sign(bin) * growth ** (Math.abs(bin) - offset),
      count,
    }))
    .sort((a, b) => a.value - b.value)
}

/** The value below which a share of all values lies, 0 to 1; null without values. */
export function quantileOf(sketch: Sketch, share: number): number | null {
  const points = pointsOf(sketch)
  const total = points.reduce((sum, { count }) => sum + count, 0)
  let before = 0
  for (const { value, count } of points) {
    before += count
    if (before > share * (total - 1)) return value
  }
  return null
}

export type HistogramBin = [lower: number, upper: number, height: number]

/** At most so many bins, where the values are: the two that are closest become one, again and again. */
export function histogramOf(sketch: Sketch, bins: number): HistogramBin[] {
  const points = pointsOf(sketch)
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
