// All that needs the chart library, in one file.
export { CategoryBars, CategoryPie } from './category-charts.tsx'
export { TimeChart } from './charts.tsx'
export { HistogramChart } from './histogram-chart.tsx'
