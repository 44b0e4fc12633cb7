import type { PublicTrace } from '@kansoku/contracts'
import { readMetadata, readValue, type TraceRecord } from '@kansoku/query'

export function presentTrace(trace: TraceRecord, projectId: string): PublicTrace {
  return {
    id: trace.id,
    timestamp: trace.timestamp,
    name: trace.name,
    input: readValue(trace.input),
    output: readValue(trace.output),
    sessionId: trace.session_id,
    release: trace.release,
    version: trace.version,
    userId: trace.user_id,
    metadata: readMetadata(trace.metadata),
    tags: trace.tags,
    public: trace.public,
    environment: trace.environment,
    projectId,
    createdAt: trace.created_at,
    updatedAt: trace.updated_at,
    bookmarked: trace.bookmarked,
    externalId: null,
  }
}

/** Where the web UI shows it. */
export function htmlPathOf(projectId: string, traceId: string): string {
  return `/project/${encodeURIComponent(projectId)}/traces/${encodeURIComponent(traceId)}`
}
