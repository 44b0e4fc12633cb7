import { errorType, levelRank } from '../observations/measures.ts'
import { type Ask, defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { facetRow, mostFrequent } from '../sql/facets.ts'
import { aroundScope, inScope, type RangeScope, rangeScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'

type Rows = (scope: RangeScope, bind: Binder) => string

/**
 * A value that traces of the range have through their observations, with the number of those traces. One statement for
 * each: together they would carry every column through one grouping of all traces, which costs more.
 */
function defineFacet(facet: string, rows: Rows): Ask<typeof rangeScope, typeof facetRow> {
  return defineQuestion({
    name: `traces/facet-${facet}`,
    params: rangeScope,
    row: facetRow,
    lane: 'report',
    sql: (scope, bind) =>
      mostFrequent(`SELECT '${facet}' AS facet, value, traces AS rows FROM (${rows(scope, bind)})`),
  })
}

const inRange: Rows = (scope, bind) =>
  `hash IN (SELECT ${traceHash('id')} FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)})`

export const askModelFacet = defineFacet(
  'model',
  (scope, bind) => `
    SELECT ifNull(toString(provided_model_name), '') AS value, uniqExact(${traceHash('trace_id')} AS hash) AS traces
    FROM observations FINAL WHERE ${aroundScope(scope, bind)} AND ${inRange(scope, bind)}
    GROUP BY provided_model_name`,
)

export const askErrorTypeFacet = defineFacet(
  'errorType',
  (scope, bind) => `
    SELECT ${errorType} AS value, uniqExact(${traceHash('trace_id')} AS hash) AS traces
    FROM observations FINAL WHERE ${aroundScope(scope, bind)} AND level = 'ERROR' AND ${inRange(scope, bind)}
    GROUP BY value`,
)

/** The highest level; traces without observations are not among them. */
export const askLevelFacet = defineFacet(
  'level',
  (scope, bind) => `
    SELECT arrayElement(['DEBUG', 'DEFAULT', 'WARNING', 'ERROR'], worst + 1) AS value, count() AS traces
    FROM (
      SELECT ${traceHash('trace_id')} AS hash, max(${levelRank}) AS worst
      FROM observations FINAL WHERE ${aroundScope(scope, bind)}
      GROUP BY hash HAVING ${inRange(scope, bind)}
    )
    GROUP BY worst`,
)
