import { getNiceTickValues } from 'recharts'
import type { Series, TimePoint } from './series.ts'

interface ValueAxis {
  /** Where the axis ends, and where it begins if that is below zero. */
  readonly values: readonly number[]
  readonly tickCount: number
  readonly isCount: boolean
  readonly format: (value: number) => string
  /** What it is wide at least, in CSS pixels: charts over each other then begin at the same place. */
  readonly least: number
}

/** Of a figure at the size of axes, and of a letter of Japanese. */
const digitWidth = 6.4
const wideWidth = 11
/** Between a label and the plot. */
const gap = 10

/** Room for the labels of a value axis, in CSS pixels: what they do not find would be cut off. */
export function axisWidth({ values, tickCount, isCount, format, least }: ValueAxis): number {
  const ends: [number, number] = [Math.min(0, ...values), Math.max(0, ...values)]
  const labels = getNiceTickValues(ends, tickCount, !isCount).map(format)
  return Math.max(least, ...labels.map((label) => Math.ceil(widthOf(label)) + gap))
}

const widthOf = (label: string) =>
  [...label].reduce((width, one) => width + (/[\u2e80-\uffef]/.test(one) ? wideWidth : digitWidth), 0)

/** The highest and the lowest place that a chart of these series marks, whose bars may stand on each other. */
export function extremesOf(
  points: readonly TimePoint[],
  series: readonly Series[],
  isStacked: boolean,
): number[] {
  let [lowest, highest] = [0, 0]
  for (const point of points) {
    let sum = 0
    for (const { key } of series) {
      const value = point[key] ?? 0
      sum = isStacked ? sum + value : value
      lowest = Math.min(lowest, sum)
      highest = Math.max(highest, sum)
    }
  }
  return [lowest, highest]
}
