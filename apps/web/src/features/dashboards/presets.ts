import type { DashboardWidgetDraft, FilterCondition } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { type Asked, askedWidget, m } from './asked.ts'

const count = [m('count', 'count')]
const traces = [m('traceId', 'uniq')]
const cost = [m('totalCost', 'sum')]
const tokens = [m('totalTokens', 'sum')]
const percentiles = [m('latency', 'p50'), m('latency', 'p90'), m('latency', 'p95'), m('latency', 'p99')]
const generations: FilterCondition[] = [
  { type: 'stringOptions', column: 'type', operator: 'any of', value: ['GENERATION'] },
]
const roots: FilterCondition[] = [
  { type: 'boolean', column: 'isRootObservation', operator: '=', value: true },
]

const ofModels = (metrics: Asked['metrics']) =>
  ({ chartType: 'AREA_TIME_SERIES', by: ['providedModelName'], metrics }) as const
const top = (field: string, metrics: Asked['metrics']) =>
  ({ chartType: 'HORIZONTAL_BAR', by: [field], metrics, rows: 10 }) as const
const latencyOfModels = (agg: 'p50' | 'p75' | 'p90' | 'p95' | 'p99'): Asked => ({
  ...{ key: agg, chartType: 'LINE_TIME_SERIES', by: ['providedModelName'] },
  ...{ metrics: [m('latency', agg)], filters: generations },
})

/**
 * Tiles that Langfuse's home page is made of, by the ids that placements name them by, as questions of our own: each shows
 * one of its views at a time, the first of them to begin with. Widgets cannot ask how long whole traces take: root observations
 * stand for them.
 */
const presets: Readonly<Record<string, readonly Asked[]>> = {
  'home-traces': [{ key: 'traces', ...top('traceName', traces) }],
  'home-model-costs': [
    { key: 'models', chartType: 'PIVOT_TABLE', by: ['providedModelName'], metrics: [...tokens, ...cost] },
  ],
  'home-scores-table': [
    {
      ...{ key: 'numbers', view: 'scores-numeric', chartType: 'PIVOT_TABLE', by: ['name'] },
      metrics: [...count, m('value', 'avg'), m('value', 'min'), m('value', 'max')],
    },
    {
      ...{ key: 'categories', view: 'scores-categorical', chartType: 'PIVOT_TABLE' },
      ...{ by: ['name', 'stringValue'], metrics: count },
    },
  ],
  'home-traces-obs-time-series': [
    { key: 'traces', chartType: 'BAR_TIME_SERIES', by: [], metrics: traces },
    { key: 'levels', chartType: 'BAR_TIME_SERIES', by: ['level'], metrics: count },
  ],
  'home-model-usage': [
    { key: 'costByModel', ...ofModels(cost) },
    {
      ...{ key: 'costByType', chartType: 'AREA_TIME_SERIES', by: ['costType'] },
      metrics: [m('costByType', 'sum')],
    },
    { key: 'tokensByModel', ...ofModels(tokens) },
    {
      ...{ key: 'tokensByType', chartType: 'AREA_TIME_SERIES', by: ['usageType'] },
      metrics: [m('usageByType', 'sum')],
    },
  ],
  'home-users': [
    { key: 'cost', ...top('userId', cost) },
    { key: 'traces', ...top('userId', traces) },
  ],
  'home-chart-scores': [
    {
      ...{ key: 'average', view: 'scores-numeric', chartType: 'LINE_TIME_SERIES', by: ['name'] },
      metrics: [m('value', 'avg')],
    },
  ],
  'home-latency-table-traces': [
    { key: 'traces', chartType: 'PIVOT_TABLE', by: ['traceName'], metrics: percentiles, filters: roots },
  ],
  'home-latency-table-generations': [
    {
      key: 'generations',
      chartType: 'PIVOT_TABLE',
      by: ['name'],
      metrics: percentiles,
      filters: generations,
    },
  ],
  'home-latency-table-observations': [
    { key: 'observations', chartType: 'PIVOT_TABLE', by: ['type', 'name'], metrics: percentiles },
  ],
  'home-generation-latency': [
    latencyOfModels('p50'),
    latencyOfModels('p75'),
    latencyOfModels('p90'),
    latencyOfModels('p95'),
    latencyOfModels('p99'),
  ],
  'home-score-analytics': [
    {
      ...{ key: 'distribution', view: 'scores-numeric', chartType: 'HISTOGRAM', by: [] },
      metrics: [m('value', 'histogram')],
    },
    {
      ...{ key: 'categories', view: 'scores-categorical', chartType: 'HORIZONTAL_BAR' },
      ...{ by: ['name', 'stringValue'], metrics: count, rows: 10 },
    },
    {
      ...{ key: 'yesOrNo', view: 'scores-boolean', chartType: 'HORIZONTAL_BAR' },
      ...{ by: ['name', 'booleanValue'], metrics: count, rows: 10 },
    },
  ],
}

/** The views of a preset as widgets, in the language of the page; none where it is not known. */
export type ViewsOf = (presetId: string | null) => readonly DashboardWidgetDraft[]

export function usePresets(): ViewsOf {
  const { t } = useTranslation()
  // A test goes through all of these keys.
  const word = (key: string) => t(`presets.${key}` as 'presets.home-traces.traces')
  return (id) => {
    const views = id !== null && Object.hasOwn(presets, id) ? presets[id] : undefined
    return (views ?? []).map((asked) => askedWidget(asked, word(`${id}.${asked.key}`)))
  }
}

/** The keys of the words that presets need. */
export const presetWords = Object.entries(presets).flatMap(([id, views]) =>
  views.map(({ key }) => `${id}.${key}`),
)
