import { lazy } from 'react'

// The chart library weighs as much as the rest of the page: it comes after everything that can be read.
export const TimeChart = lazy(async () => ({ default: (await import('./charts.tsx')).TimeChart }))
export const HistogramChart = lazy(async () => ({
  default: (await import('./histogram-chart.tsx')).HistogramChart,
}))
