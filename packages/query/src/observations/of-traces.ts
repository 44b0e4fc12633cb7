import type { Binder } from '../sql/binder.ts'
import { inProject } from '../sql/scope.ts'

/**
 * Observations of the named traces, whenever they started. The hours come first, by the index on trace ids without
 * FINAL: with it alone, FINAL would read every granule that overlaps with a hit.
 */
export function ofTraces(
  { projectId, traceIds }: { readonly projectId: string; readonly traceIds: readonly string[] },
  bind: Binder,
): string {
  const rows = `${inProject({ projectId }, bind)} AND trace_id IN ${bind.texts(traceIds)}`
  return `${rows} AND toStartOfHour(start_time) IN (SELECT toStartOfHour(start_time) FROM observations WHERE ${rows})`
}
