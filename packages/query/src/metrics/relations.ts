import { allStatistics } from '../observations/trace-statistics.ts'
import type { Binder } from '../sql/binder.ts'
import { aroundScope, inProject } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import type { MetricsScope, Relation, View } from './view.ts'

type Join = (scope: MetricsScope, bind: Binder) => string

const traceRows: (where: string) => string = (where) => `
    SELECT ${traceHash('id')} AS trace_hash, name AS trace_name, user_id AS trace_user_id,
      session_id AS trace_session_id, tags AS trace_tags, release AS trace_release, version AS trace_version
    FROM traces FINAL WHERE ${where}`

/** Scores by what they are about; they come while it runs or at any time after. */
const scoresOf =
  (column: 'trace_id' | 'observation_id'): Join =>
  (scope, bind) =>
    `ANY LEFT JOIN (
    SELECT cityHash64(assumeNotNull(${column})) AS scored_hash, count() AS score_count
    FROM scores FINAL
    WHERE ${inProject(scope, bind)} AND timestamp >= ${bind.instant(scope.from)} - INTERVAL 1 DAY
      AND ${column} IS NOT NULL
    GROUP BY scored_hash
  ) AS scored ON scored_hash = ${column === 'trace_id' ? traceHash('id') : 'cityHash64(id)'}`

const scoredBy = (
  column: 'trace_id' | 'observation_id',
  { from, to, ...scope }: MetricsScope,
  bind: Binder,
): string =>
  `id IN (SELECT ${column} FROM scores WHERE ${inProject(scope, bind)}
      AND timestamp >= ${bind.instant(from)} AND timestamp <= ${bind.instant(to)} AND ${column} IS NOT NULL)`

/**
 * Joins by the table of the view. Each yields at most one row for a row of the view, and a row without counterpart
 * stays. A trace may begin a week before its observation, or a day after (clocks differ), mirroring `aroundScope`.
 */
const joins: Readonly<Record<View['table'], Partial<Record<Relation, Join>>>> = {
  traces: {
    statistics: (scope, bind) => `ANY LEFT JOIN (
    SELECT ${traceHash('trace_id')} AS statistics_hash, ${allStatistics}
    FROM observations FINAL WHERE ${aroundScope(scope, bind)} GROUP BY statistics_hash
  ) AS statistics ON statistics_hash = ${traceHash('id')}`,
    scores: scoresOf('trace_id'),
  },
  observations: {
    trace: (scope, bind) => `ANY LEFT JOIN (${traceRows(
      `${inProject(scope, bind)} AND timestamp >= ${bind.instant(scope.from)} - INTERVAL 7 DAY
      AND timestamp <= ${bind.instant(scope.to)} + INTERVAL 1 DAY`,
    )}
  ) AS trace ON trace_hash = ${traceHash('trace_id')}`,
    scores: scoresOf('observation_id'),
  },
  scores: {
    trace: (scope, bind) => `ANY LEFT JOIN (${traceRows(
      `${inProject(scope, bind)} AND ${scoredBy('trace_id', scope, bind)}`,
    )}
  ) AS trace ON trace_hash = cityHash64(assumeNotNull(trace_id))`,
    observation: (scope, bind) => `ANY LEFT JOIN (
    SELECT cityHash64(id) AS observation_hash, name AS observation_name,
      provided_model_name AS observation_model_name, prompt_name AS observation_prompt_name,
      prompt_version AS observation_prompt_version
    FROM observations FINAL
    WHERE ${inProject(scope, bind)} AND ${scoredBy('observation_id', scope, bind)}
  ) AS observation ON observation_hash = cityHash64(observation_id)`,
  },
}

/** SQL of a join. Throws where the view declares a need that its table cannot meet. */
export function joinSql(table: View['table'], relation: Relation, scope: MetricsScope, bind: Binder): string {
  const join = joins[table][relation]
  if (!join) throw new Error(`metrics: ${table} cannot be joined with ${relation}`)
  return join(scope, bind)
}
