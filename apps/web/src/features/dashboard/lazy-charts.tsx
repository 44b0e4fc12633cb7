import { lazy } from 'react'

// The chart library weighs as much as the rest of the page: it comes after everything that can be read, and is on its
// way while the figures still are.
const charts = Promise.all([
  import('./charts.tsx'),
  import('./histogram-chart.tsx'),
  import('./category-charts.tsx'),
])
// A failure is told where a chart is shown.
charts.catch(() => undefined)

export const TimeChart = lazy(async () => ({ default: (await charts)[0].TimeChart }))
export const HistogramChart = lazy(async () => ({ default: (await charts)[1].HistogramChart }))
export const CategoryBars = lazy(async () => ({ default: (await charts)[2].CategoryBars }))
export const CategoryPie = lazy(async () => ({ default: (await charts)[2].CategoryPie }))
