import type { TraceLiveEvent } from '@kansoku/contracts'

/** Tells open pages which traces changed. */
export interface LiveHub extends AsyncDisposable {
  /** Called after each committed write; cheap, never throws. */
  publish(projectId: string, traceIds: Iterable<string>): void
  /** Events of one project until the returned function is called. */
  subscribe(projectId: string, onEvent: (event: TraceLiveEvent) => void): () => void
}
