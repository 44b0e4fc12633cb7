import { traceColumns } from '../traces/columns.ts'
import { month, text } from './dimensions.ts'
import type { View } from './view.ts'

/** Traces with what their observations and scores add up to. Source of the names: Langfuse's metrics API, v1. */
export const tracesView: View = {
  table: 'traces',
  time: 'timestamp',
  dimensions: {
    id: text('id'),
    name: text('name'),
    tags: { kind: 'texts', sql: 'tags' },
    userId: text('user_id'),
    sessionId: text('session_id'),
    release: text('release'),
    version: text('version'),
    environment: text('environment'),
    timestampMonth: month('timestamp'),
  },
  measures: {
    count: { sql: '1', type: 'integer' },
    observationsCount: { sql: 'observation_count', type: 'integer', needs: 'statistics' },
    scoresCount: { sql: 'score_count', type: 'integer', needs: 'scores' },
    uniqueUserIds: { sql: 'toUInt8(user_id IS NOT NULL)', type: 'integer', identity: 'user_id' },
    uniqueSessionIds: { sql: 'toUInt8(session_id IS NOT NULL)', type: 'integer', identity: 'session_id' },
    /** Milliseconds from the first start to the last end. */
    latency: { sql: 'round(latency * 1000)', type: 'integer', needs: 'statistics' },
    totalTokens: { sql: 'total_tokens', type: 'integer', needs: 'statistics' },
    totalCost: { sql: 'total_cost', type: 'decimal', needs: 'statistics' },
  },
  filters: (scope, bind) => {
    const { metadata, scores_avg, score_categories, score_booleans } = traceColumns(scope, bind)
    return {
      ...{ metadata, scores_avg, score_categories, score_booleans },
      traceName: { kind: 'text', sql: 'name' },
    } as ReturnType<View['filters']>
  },
}
