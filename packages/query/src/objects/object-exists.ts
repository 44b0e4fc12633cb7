import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { askObservationKey } from '../observations/find-key.ts'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { askTraceHeads } from '../traces/heads.ts'

/** A session exists through its traces. */
const askTraceOfSession = defineQuestion({
  name: 'sessions/exists',
  params: projectScope.extend({ sessionId: z.string() }),
  row: z.object({ id: z.string() }),
  sql: ({ projectId, sessionId }, bind) => `
  SELECT id
  FROM traces FINAL
  WHERE ${inProject({ projectId }, bind)} AND session_id = ${bind.text(sessionId)}
  LIMIT 1`,
})

interface ObjectKey {
  readonly projectId: string
  readonly type: 'TRACE' | 'OBSERVATION' | 'SESSION'
  readonly id: string
  /** When given, an observation of another trace does not exist. */
  readonly traceId?: string
}

/** Whether the project has the trace, the observation or the session. */
export async function objectExists(
  store: AnalyticsStore,
  { projectId, type, id, traceId }: ObjectKey,
): Promise<boolean> {
  const asked = {
    TRACE: () => askTraceHeads(store, { projectId, traceIds: [id] }),
    OBSERVATION: () =>
      askObservationKey(store, { projectId, observationId: id, ...(traceId !== undefined && { traceId }) }),
    SESSION: () => askTraceOfSession(store, { projectId, sessionId: id }),
  }
  return (await asked[type]()).length > 0
}
