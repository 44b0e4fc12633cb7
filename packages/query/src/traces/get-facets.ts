import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import type { rangeScope } from '../sql/scope.ts'
import { askTraceFacets } from './facets.ts'
import { askObservationFacets } from './observation-facets.ts'

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
  const rows = (await Promise.all([askTraceFacets(store, scope), askObservationFacets(store, scope)])).flat()
  const valuesOf = (name: FacetName) =>
    rows.filter(({ facet }) => facet === name).map(({ value, traces }) => ({ value, count: traces }))
  return Object.fromEntries(facetNames.map((name) => [name, valuesOf(name)])) as TraceFacets
}
