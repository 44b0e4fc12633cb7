import type { Binder } from '../sql/binder.ts'
import { inProject, type RangeScope } from '../sql/scope.ts'

/** Days before and after a range that tries of its telemetry can lie in, as for observations. */
export const reachOfCalls = [1, 7] as const

/** Tries in the ledger that telemetry of the range can have. */
export function callsAround(scope: RangeScope, bind: Binder): string {
  const { from, to } = scope
  const [before, after] = reachOfCalls
  return [
    ...(from ? [`started_at >= ${bind.instant(from)} - INTERVAL ${before} DAY`] : []),
    ...(to ? [`started_at < ${bind.instant(to)} + INTERVAL ${after} DAY`] : []),
    inProject(scope, bind),
  ].join(' AND ')
}

/**
 * Ids in the ledger of calls that asked a gateway for a model by a name of its own, which differs from that of the model
 * that answered. The predicate is about `provided_model_name`: here that is the name that was asked for.
 */
export function callsAskingFor(
  id: 'trace_id' | 'observation_id',
  predicate: string,
  scope: RangeScope,
  bind: Binder,
): string {
  return `SELECT ${id} FROM (
        SELECT ${id}, model_group AS provided_model_name FROM gateway_calls
        WHERE ${callsAround(scope, bind)} AND model_group NOT IN ('', model)
      ) WHERE ${predicate}`
}
