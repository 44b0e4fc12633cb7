import type { FilterCondition, WidgetQuestion } from '@kansoku/contracts'
import { type RangeSearch, toInterval } from '../time-range/time-range.ts'
import type { FacetName } from '../traces/list-filters.ts'
import type { TraceSearch } from '../traces/trace-search.ts'

/** Columns of observations that the list of traces can be narrowed by. */
const facets: Readonly<Record<string, FacetName>> = {
  providedModelName: 'model',
  traceName: 'name',
  userId: 'user',
  sessionId: 'session',
  tags: 'tag',
  level: 'level',
  traceVersion: 'version',
  traceRelease: 'release',
  release: 'release',
}

interface Place {
  readonly range: RangeSearch
  /** Of the widget and of its dashboard. */
  readonly filters: readonly FilterCondition[]
}

/** The traces behind a widget, as far as their list knows its filters; undefined where it is about something else. */
export function tracesBehind(
  view: WidgetQuestion['view'],
  { range, filters }: Place,
): TraceSearch | undefined {
  if (view !== 'observations') return undefined
  const chosen: Record<string, readonly string[]> = {}
  for (const condition of filters) {
    const name = condition.column === 'environment' ? 'env' : facets[condition.column]
    const values = valuesOf(condition)
    if (name && values) chosen[name] = values
  }
  const { env } = range
  return { ...toInterval(range, Date.now()), ...(env ? { env } : {}), ...chosen }
}

function valuesOf(condition: FilterCondition): readonly string[] | undefined {
  if (condition.operator === '=' && condition.type === 'string') return [condition.value]
  if (condition.operator !== 'any of') return undefined
  return condition.type === 'stringOptions' || condition.type === 'arrayOptions' ? condition.value : undefined
}

/** Those of one group; undefined where the list cannot be narrowed to it. */
export function tracesOfGroup(
  search: TraceSearch | undefined,
  dimensions: WidgetQuestion['dimensions'],
  of: readonly unknown[] | null,
): TraceSearch | undefined {
  const [dimension] = dimensions
  if (!search || !dimension || dimensions.length > 1) return undefined
  const values = [of?.[0]].flat().filter((value) => typeof value === 'string' && value !== '')
  if (values.length === 0) return undefined
  if (dimension.field === 'environment') return { ...search, env: values as string[] }
  const facet = facets[dimension.field]
  return facet && { ...search, [facet]: values }
}
