import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inScope, rangeScope } from '../sql/scope.ts'

const columns = {
  environment: 'environment',
  name: 'name',
  userId: 'user_id',
  sessionId: 'session_id',
  version: 'version',
  release: 'release',
} as const

/** The hundred most frequent values of each column of the traces in range. */
export const askTraceFacets = defineQuestion({
  name: 'traces/facets',
  params: rangeScope,
  row: z.object({ facet: z.string(), value: z.string(), traces: z.number() }),
  lane: 'report',
  sql: (scope, bind) => {
    const rows = `FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)}`
    return `
  SELECT facet, value, traces
  FROM (
    SELECT ${pick((name) => `'${name}'`, "''")} AS facet, ${pick((_, column) => `ifNull(${column}, '')`, "''")} AS value,
      count() AS traces
    ${rows} GROUP BY GROUPING SETS (${Object.values(columns)
      .map((column) => `(${column})`)
      .join(', ')})
    UNION ALL
    SELECT 'tag' AS facet, arrayJoin(tags) AS value, count() AS traces ${rows} GROUP BY value
  )
  WHERE value != ''
  ORDER BY traces DESC, value LIMIT 100 BY facet`
  },
})

/** One of the columns: the one that the row is grouped by. */
function pick(result: (name: string, column: string) => string, otherwise: string): string {
  const cases = Object.entries(columns).map(
    ([name, column]) => `grouping(${column}) = 0, ${result(name, column)}`,
  )
  return `multiIf(${cases.join(', ')}, ${otherwise})`
}
