import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { type TraceRecord, traceRecord, traceRecordColumns } from '../traces/trace-record.ts'

/** Most traces that one session shows. */
const maxTracesOfSession = 1000

const askTracesOfSession = defineQuestion({
  name: 'sessions/traces',
  params: projectScope.extend({ sessionId: z.string() }),
  row: traceRecord,
  sql: ({ projectId, sessionId }, bind) => `
  SELECT ${traceRecordColumns}
  FROM traces FINAL
  WHERE ${inProject({ projectId }, bind)} AND session_id = ${bind.text(sessionId)}
  ORDER BY timestamp, id LIMIT ${bind.count(maxTracesOfSession)}`,
})

export interface SessionWithTraces {
  readonly id: string
  readonly createdAt: string
  readonly environment: string
  /** Oldest first, at most a thousand. */
  readonly traces: readonly TraceRecord[]
}

/** One session; undefined when no trace of the project names it. */
export async function getSession(
  store: AnalyticsStore,
  { projectId, sessionId }: { projectId: string; sessionId: string },
): Promise<SessionWithTraces | undefined> {
  const traces = await askTracesOfSession(store, { projectId, sessionId })
  const [first] = traces
  if (!first) return undefined
  return { id: sessionId, createdAt: first.timestamp, environment: first.environment, traces }
}
