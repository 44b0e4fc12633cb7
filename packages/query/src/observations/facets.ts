import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { facetRow, groupByEach, mostFrequent } from '../sql/facets.ts'
import { inProject, inScope, type RangeScope, rangeScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import { isRoot } from './columns.ts'

const columns = {
  environment: 'environment',
  type: 'type',
  name: 'name',
  level: 'level',
  model: 'provided_model_name',
  promptName: 'prompt_name',
  version: 'version',
  release: 'release',
} as const

/** The most frequent values of each column of the observations in range, and of the tools that they called. */
export const askObservationFacets = defineQuestion({
  name: 'observations/facets',
  params: rangeScope,
  row: facetRow,
  lane: 'report',
  sql: (scope, bind) => {
    const rows = `FROM observations FINAL WHERE ${inScope('start_time', scope, bind)}`
    return mostFrequent(`${groupByEach(columns, rows)}
    UNION ALL
    SELECT 'tool' AS facet, arrayJoin(tool_call_names) AS value, count() AS rows ${rows} GROUP BY value
    UNION ALL
    SELECT 'root' AS facet, if(${isRoot}, 'true', 'false') AS value, count() AS rows ${rows} GROUP BY value`)
  },
})

/** The same of what their traces say. */
export const askTraceFacetsOfObservations = defineQuestion({
  name: 'observations/facets-of-traces',
  params: rangeScope,
  row: facetRow,
  lane: 'report',
  sql: (scope, bind) =>
    mostFrequent(`
    SELECT pair.1 AS facet, pair.2 AS value, sum(counted.rows) AS rows
    FROM (
      SELECT ${traceHash('trace_id')} AS hash, count() AS rows
      FROM observations FINAL WHERE ${inScope('start_time', scope, bind)} GROUP BY hash
    ) AS counted
    INNER JOIN (
      SELECT ${traceHash('id')} AS hash, arrayConcat(
        [('traceName', ifNull(name, '')), ('userId', ifNull(user_id, '')), ('sessionId', ifNull(session_id, ''))],
        arrayMap(tag -> ('tag', tag), tags)) AS pairs
      FROM traces FINAL WHERE ${tracesAround(scope, bind)}
    ) AS trace ON trace.hash = counted.hash
    ARRAY JOIN trace.pairs AS pair
    GROUP BY facet, value`),
})

/** Traces that observations of the range can have: the other way round than `aroundScope`. */
function tracesAround(scope: RangeScope, bind: Binder): string {
  return [
    inProject(scope, bind),
    ...(scope.from ? [`timestamp >= ${bind.instant(scope.from)} - INTERVAL 7 DAY`] : []),
    ...(scope.to ? [`timestamp < ${bind.instant(scope.to)} + INTERVAL 1 DAY`] : []),
  ].join(' AND ')
}
