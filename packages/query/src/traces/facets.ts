import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inScope, rangeScope } from '../sql/scope.ts'

const facetRow = z.object({ facet: z.string(), value: z.string(), traces: z.number() })

/** The hundred most frequent values of each column of the traces in range. */
export const askTraceFacets = defineQuestion({
  name: 'traces/facets',
  params: rangeScope,
  row: facetRow,
  lane: 'report',
  sql: (scope, bind) => `
  SELECT facet, value, count() AS traces
  FROM (
    SELECT arrayJoin(arrayConcat(
      [('environment', toString(environment)), ('name', ifNull(name, '')), ('userId', ifNull(user_id, '')),
       ('sessionId', ifNull(session_id, '')), ('version', ifNull(version, '')), ('release', ifNull(release, ''))],
      arrayMap(tag -> ('tag', tag), tags))) AS pair, pair.1 AS facet, pair.2 AS value
    FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)}
  )
  WHERE value != ''
  GROUP BY facet, value ORDER BY traces DESC, value LIMIT 100 BY facet`,
})
