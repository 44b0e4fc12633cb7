import { type ComponentType, lazy, useEffect, useState } from 'react'
import { createTurns } from '../../lib/turns.ts'

// The chart library weighs as much as the rest of the page: it comes after everything that can be read, and is on its
// way while the figures still are.
const charts = import('./every-chart.ts')
// A failure is told where a chart is shown.
charts.catch(() => undefined)

// A frame in a tab that nobody sees never comes: its charts are drawn when it is looked at.
const turns = createTurns((next) => requestAnimationFrame(() => setTimeout(next)))

interface Sized {
  /** Absent: that of the box around it. */
  readonly height?: number | '100%'
}

/** One chart a frame: a page with many of them is there at once, answers meanwhile, and shows its first before the last is drawn. */
function inTurn<P extends object>(Chart: ComponentType<P>) {
  return function ChartInTurn(props: P) {
    const [isDue, setDue] = useState(false)
    useEffect(() => turns.take(() => setDue(true)), [])
    const { height = '100%' }: Sized = props
    return isDue ? <Chart {...props} /> : <div style={{ height }} />
  }
}

export const TimeChart = inTurn(lazy(async () => ({ default: (await charts).TimeChart })))
export const HistogramChart = inTurn(lazy(async () => ({ default: (await charts).HistogramChart })))
export const CategoryBars = inTurn(lazy(async () => ({ default: (await charts).CategoryBars })))
export const CategoryPie = inTurn(lazy(async () => ({ default: (await charts).CategoryPie })))
