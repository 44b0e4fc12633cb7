import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { valuesOf } from '../sql/facets.ts'
import type { rangeScope } from '../sql/scope.ts'
import { askObservationFacets, askTraceFacetsOfObservations } from './facets.ts'

export const observationFacetNames = [
  'environment',
  'type',
  'name',
  'level',
  'model',
  'promptName',
  'version',
  'release',
  'tool',
  'root',
  'traceName',
  'userId',
  'sessionId',
  'tag',
] as const

export type ObservationFacets = Record<
  (typeof observationFacetNames)[number],
  { value: string; count: number }[]
>

/** Values to filter observations of the range by, the most frequent first, at most a hundred of each. */
export async function getObservationFacets(
  store: AnalyticsStore,
  scope: z.input<typeof rangeScope>,
): Promise<ObservationFacets> {
  const questions = [askObservationFacets, askTraceFacetsOfObservations]
  const rows = (await Promise.all(questions.map((ask) => ask(store, scope)))).flat()
  return Object.fromEntries(
    observationFacetNames.map((name) => [name, valuesOf(name, rows)]),
  ) as ObservationFacets
}
