import type { GridCell } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { type Asked, askedWidget, m } from './asked.ts'
import type { OpenDashboard } from './dashboards.ts'

export const curatedIds = ['curated-latency', 'curated-usage', 'curated-cost'] as const
export type CuratedId = (typeof curatedIds)[number]

interface CuratedTile extends GridCell, Asked {}

const cell = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })
const count = [m('count', 'count')]
const cost = [m('totalCost', 'sum')]

/** Dashboards that come with the product: what each tile asks. Its words stand in the catalogues under the tile's key. */
const tiles: Readonly<Record<CuratedId, readonly CuratedTile[]>> = {
  'curated-latency': [
    {
      key: 'percentiles',
      ...cell(0, 0, 8, 6),
      chartType: 'LINE_TIME_SERIES',
      by: [],
      metrics: [m('latency', 'p50'), m('latency', 'p95'), m('latency', 'p99')],
    },
    {
      key: 'distribution',
      ...cell(8, 0, 4, 6),
      chartType: 'HISTOGRAM',
      by: [],
      metrics: [m('latency', 'histogram')],
    },
    {
      key: 'byModel',
      ...cell(0, 6, 6, 6),
      chartType: 'LINE_TIME_SERIES',
      by: ['providedModelName'],
      metrics: [m('latency', 'p95')],
    },
    {
      key: 'firstToken',
      ...cell(6, 6, 6, 6),
      chartType: 'LINE_TIME_SERIES',
      by: ['providedModelName'],
      metrics: [m('timeToFirstToken', 'p95')],
    },
    {
      key: 'speed',
      ...cell(0, 12, 4, 6),
      chartType: 'HORIZONTAL_BAR',
      by: ['providedModelName'],
      metrics: [m('outputTokensPerSecond', 'avg')],
      rows: 10,
    },
    {
      key: 'byTrace',
      ...cell(4, 12, 4, 6),
      chartType: 'HORIZONTAL_BAR',
      by: ['traceName'],
      metrics: [m('latency', 'p95')],
      rows: 10,
    },
    {
      key: 'byUser',
      ...cell(8, 12, 4, 6),
      chartType: 'HORIZONTAL_BAR',
      by: ['userId'],
      metrics: [m('latency', 'max')],
      rows: 10,
    },
  ],
  'curated-usage': [
    { key: 'observations', ...cell(0, 0, 3, 3), chartType: 'NUMBER', by: [], metrics: count },
    { key: 'tokens', ...cell(3, 0, 3, 3), chartType: 'NUMBER', by: [], metrics: [m('totalTokens', 'sum')] },
    {
      key: 'people',
      ...cell(6, 0, 3, 3),
      chartType: 'NUMBER',
      by: [],
      metrics: [m('uniqueUserIds', 'uniq')],
    },
    {
      key: 'sessions',
      ...cell(9, 0, 3, 3),
      chartType: 'NUMBER',
      by: [],
      metrics: [m('uniqueSessionIds', 'uniq')],
    },
    { key: 'byType', ...cell(0, 3, 6, 6), chartType: 'BAR_TIME_SERIES', by: ['type'], metrics: count },
    {
      key: 'tokensByModel',
      ...cell(6, 3, 6, 6),
      chartType: 'AREA_TIME_SERIES',
      by: ['providedModelName'],
      metrics: [m('totalTokens', 'sum')],
    },
    { key: 'byLevel', ...cell(0, 9, 4, 6), chartType: 'PIE', by: ['level'], metrics: count },
    { key: 'byEnvironment', ...cell(4, 9, 4, 6), chartType: 'PIE', by: ['environment'], metrics: count },
    {
      key: 'tools',
      ...cell(8, 9, 4, 6),
      chartType: 'HORIZONTAL_BAR',
      by: ['calledToolNames'],
      metrics: count,
      rows: 10,
    },
    {
      key: 'scores',
      ...cell(0, 15, 12, 6),
      chartType: 'PIVOT_TABLE',
      view: 'scores-numeric',
      by: ['name', 'source'],
      metrics: [m('count', 'count'), m('value', 'avg'), m('value', 'min'), m('value', 'max')],
    },
  ],
  'curated-cost': [
    { key: 'total', ...cell(0, 0, 4, 3), chartType: 'NUMBER', by: [], metrics: cost },
    { key: 'perCall', ...cell(4, 0, 4, 3), chartType: 'NUMBER', by: [], metrics: [m('totalCost', 'p95')] },
    { key: 'input', ...cell(8, 0, 2, 3), chartType: 'NUMBER', by: [], metrics: [m('inputCost', 'sum')] },
    { key: 'output', ...cell(10, 0, 2, 3), chartType: 'NUMBER', by: [], metrics: [m('outputCost', 'sum')] },
    {
      key: 'overTime',
      ...cell(0, 3, 8, 6),
      chartType: 'BAR_TIME_SERIES',
      by: ['providedModelName'],
      metrics: cost,
    },
    { key: 'byModel', ...cell(8, 3, 4, 6), chartType: 'PIE', by: ['providedModelName'], metrics: cost },
    {
      key: 'byKind',
      ...cell(0, 9, 6, 6),
      chartType: 'AREA_TIME_SERIES',
      by: [],
      metrics: [m('inputCost', 'sum'), m('outputCost', 'sum')],
    },
    {
      key: 'byEnvironment',
      ...cell(6, 9, 6, 6),
      chartType: 'BAR_TIME_SERIES',
      by: ['environment'],
      metrics: cost,
    },
    {
      key: 'byUser',
      ...cell(0, 15, 4, 8),
      chartType: 'HORIZONTAL_BAR',
      by: ['userId'],
      metrics: cost,
      rows: 20,
    },
    {
      key: 'byTrace',
      ...cell(4, 15, 4, 8),
      chartType: 'HORIZONTAL_BAR',
      by: ['traceName'],
      metrics: cost,
      rows: 20,
    },
    {
      key: 'models',
      ...cell(8, 15, 4, 8),
      chartType: 'PIVOT_TABLE',
      by: ['providedModelName'],
      metrics: [m('totalCost', 'sum'), m('totalTokens', 'sum')],
    },
  ],
}

/** They were always there. */
const since = new Date(0).toISOString()

/** Curated dashboards in the language of the page; nobody changes them, anybody may clone them. */
export function useCurated(): readonly (OpenDashboard & { readonly id: CuratedId })[] {
  const { t } = useTranslation()
  // A test goes through all of these keys.
  const word = (key: string) => t(`curated.${key}` as 'curated.curated-cost.name')
  return curatedIds.map((id) => ({
    id,
    name: word(`${id}.name`),
    description: word(`${id}.description`),
    owner: t('dashboards.ofKansoku'),
    isOfKey: false,
    createdAt: since,
    updatedAt: since,
    filters: [],
    mayChange: false,
    tiles: tiles[id].map(({ x, y, width, height, ...asked }) => ({
      ...{ id: asked.key, x, y, width, height, presetId: null },
      widget: { ...askedWidget(asked, word(`${id}.${asked.key}`)), id: asked.key },
    })),
  }))
}

/** The keys of the words that a curated dashboard needs. */
export const curatedWords = curatedIds.flatMap((id) =>
  ['name', 'description', ...tiles[id].map(({ key }) => key)].map((key) => `${id}.${key}`),
)
