import { defineQuestion } from '../question.ts'
import { facetRow, groupByEach, mostFrequent } from '../sql/facets.ts'
import { inScope, rangeScope } from '../sql/scope.ts'

const columns = {
  environment: 'environment',
  name: 'name',
  userId: 'user_id',
  sessionId: 'session_id',
  version: 'version',
  release: 'release',
} as const

/** The most frequent values of each column of the traces in range. */
export const askTraceFacets = defineQuestion({
  name: 'traces/facets',
  params: rangeScope,
  row: facetRow,
  lane: 'report',
  sql: (scope, bind) => {
    const rows = `FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)}`
    return mostFrequent(`${groupByEach(columns, rows)}
    UNION ALL
    SELECT 'tag' AS facet, arrayJoin(tags) AS value, count() AS rows ${rows} GROUP BY value`)
  },
})
