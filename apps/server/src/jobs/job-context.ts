import type { BatchContext, PurgeContext, RetentionContext } from '@kansoku/platform'
import type { Logger } from 'pino'

/** What jobs are given: verbs want no more of the server's context. */
export interface JobContext extends RetentionContext, PurgeContext, BatchContext {
  readonly ingestion: RetentionContext['ingestion'] & PurgeContext['ingestion'] & BatchContext['ingestion']
  readonly logger: Logger
}
