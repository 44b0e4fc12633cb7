import type { Column, ColumnCatalogue, ColumnKind } from '../filters/column.ts'
import type { Binder } from '../sql/binder.ts'
import { inProject, type ProjectScope } from '../sql/scope.ts'

const text = (sql: string): Column => ({ kind: 'text', sql })

/** What a condition on scores may name. Source of the names: Langfuse's scores table. */
export function scoreColumns(scope: ProjectScope, bind: Binder): ColumnCatalogue {
  const ofTrace = (kind: ColumnKind, sql: string): Column => ({
    kind,
    sql,
    within: (predicate) =>
      `trace_id IN (SELECT id FROM traces FINAL WHERE ${inProject(scope, bind)} AND ${predicate})`,
  })
  return {
    id: text('id'),
    traceId: text('trace_id'),
    observationId: text('observation_id'),
    sessionId: text('session_id'),
    datasetRunId: text('dataset_run_id'),
    name: text('name'),
    source: text('source'),
    dataType: text('data_type'),
    environment: text('environment'),
    configId: text('config_id'),
    queueId: text('queue_id'),
    authorUserId: text('author_user_id'),
    comment: text('comment'),
    stringValue: text('string_value'),
    timestamp: { kind: 'instant', sql: 'timestamp' },
    value: { kind: 'number', sql: 'value' },
    booleanValue: { kind: 'flag', sql: "if(data_type = 'BOOLEAN', value, NULL)" },
    metadata: { kind: 'metadata', sql: 'metadata' },
    traceName: ofTrace('text', 'name'),
    userId: ofTrace('text', 'user_id'),
    tags: ofTrace('texts', 'tags'),
    traceTags: ofTrace('texts', 'tags'),
  }
}
