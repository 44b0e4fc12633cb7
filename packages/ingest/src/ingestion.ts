import type { IngestionResponse } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { commitParts } from './commit/commit-parts.ts'
import { createWriter, type WriterOptions } from './commit/writer.ts'
import type { Micros } from './events/instant.ts'
import type { FoldContext } from './fold/fold.ts'
import { prepareEvents } from './prepare/prepare-events.ts'
import type { IngestionScope } from './scope.ts'

export interface IngestionOptions extends FoldContext, Omit<WriterOptions, 'commit'> {
  readonly analytics: AnalyticsStore
  /** Microseconds since 1970; default: the system's clock. Nothing depends on its running forwards. */
  readonly now?: () => Micros
  /** Called after each commit with the traces that changed; what it throws is ignored. */
  readonly onCommitted?: (projectId: string, traceIds: Iterable<string>) => void
}

/** The way of telemetry into the store. */
export interface Ingestion extends AsyncDisposable {
  /**
   * Takes the body of `POST /api/public/ingestion`, parsed. Resolves when every event that is reported as a success
   * is durable and readable; rejects with `overloaded` or the error of the store when nothing may be acknowledged,
   * and with `invalid_request` when the body is not `{batch: […]}`.
   */
  ingestEvents(scope: IngestionScope, body: unknown): Promise<IngestionResponse>
  /** Resolves when nothing is on its way to the store. */
  drain(): Promise<void>
}

export function createIngestion(options: IngestionOptions): Ingestion {
  const { analytics, now = () => Date.now() * 1000, onCommitted } = options
  const writer = createWriter({
    ...options,
    commit: async (parts) => {
      const touched = await commitParts({ ...options, analytics, now }, parts)
      for (const [projectId, traceIds] of touched) tell(onCommitted, projectId, traceIds)
    },
  })
  return {
    async ingestEvents(scope, body) {
      const { parts, response } = prepareEvents(scope, body)
      await writer.write(parts)
      return response
    },
    drain: writer.drain,
    [Symbol.asyncDispose]: writer.drain,
  }
}

function tell(listener: IngestionOptions['onCommitted'], projectId: string, traceIds: Set<string>): void {
  try {
    listener?.(projectId, traceIds)
  } catch {
    // The rows are stored: a listener's fault must not turn the acknowledgement into an error.
  }
}
