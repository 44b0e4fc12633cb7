import { z } from 'zod'
import { errorType, levelRank } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { aroundScope, inScope, rangeScope } from '../sql/scope.ts'

/**
 * Values that traces have through their observations: highest level, models, classes of errors. Counts are of traces.
 */
export const askObservationFacets = defineQuestion({
  name: 'traces/observation-facets',
  params: rangeScope,
  row: z.object({ facet: z.string(), value: z.string(), traces: z.number() }),
  lane: 'report',
  sql: (scope, bind) => `
  SELECT facet, value, count() AS traces
  FROM (
    SELECT arrayJoin(arrayConcat(
      [('level', arrayElement(['DEBUG', 'DEFAULT', 'WARNING', 'ERROR'], max(${levelRank}) + 1))],
      arrayMap(model -> ('model', model), groupUniqArray(50)(ifNull(provided_model_name, ''))),
      arrayMap(type -> ('errorType', type), groupUniqArrayIf(50)(${errorType}, level = 'ERROR')))) AS pair,
      pair.1 AS facet, pair.2 AS value
    FROM observations FINAL
    WHERE ${aroundScope(scope, bind)}
    GROUP BY trace_id
    HAVING trace_id IN (SELECT id FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)})
  )
  WHERE value != ''
  GROUP BY facet, value ORDER BY traces DESC, value LIMIT 100 BY facet`,
})
