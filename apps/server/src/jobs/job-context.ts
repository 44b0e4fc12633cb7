import type { BatchContext, RetentionContext } from '@kansoku/platform'
import type { Logger } from 'pino'

/** What jobs are given: verbs want no more of the server's context. */
export interface JobContext extends RetentionContext, BatchContext {
  readonly ingestion: RetentionContext['ingestion'] & BatchContext['ingestion']
  readonly logger: Logger
}
