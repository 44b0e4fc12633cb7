import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { valuesOf } from '../sql/facets.ts'
import type { rangeScope } from '../sql/scope.ts'
import { askTraceFacets } from './facets.ts'
import { askErrorTypeFacet, askLevelFacet, askModelFacet } from './observation-facets.ts'

export const facetNames = [
  'environment',
  'name',
  'userId',
  'sessionId',
  'model',
  'tag',
  'level',
  'version',
  'release',
  'errorType',
] as const
type FacetName = (typeof facetNames)[number]

export type TraceFacets = Record<FacetName, { value: string; count: number }[]>

/** Values to filter traces of the range by, the most frequent first, at most a hundred of each. */
export async function getTraceFacets(
  store: AnalyticsStore,
  scope: z.input<typeof rangeScope>,
): Promise<TraceFacets> {
  const questions = [askTraceFacets, askModelFacet, askErrorTypeFacet, askLevelFacet]
  const rows = (await Promise.all(questions.map((ask) => ask(store, scope)))).flat()
  const facets = Object.fromEntries(facetNames.map((name) => [name, valuesOf(name, rows)])) as TraceFacets
  return { ...facets, level: withUnobserved(facets) }
}

/** Traces without observations have the level DEFAULT. Each trace has one environment, so those count them all. */
function withUnobserved({ environment, level }: TraceFacets): TraceFacets['level'] {
  const total = (values: TraceFacets['level']) => values.reduce((sum, { count }) => sum + count, 0)
  const unobserved = total(environment) - total(level)
  if (unobserved <= 0) return level
  const known = level.find(({ value }) => value === 'DEFAULT')?.count ?? 0
  const others = level.filter(({ value }) => value !== 'DEFAULT')
  return [...others, { value: 'DEFAULT', count: known + unobserved }].sort((a, b) => b.count - a.count)
}
