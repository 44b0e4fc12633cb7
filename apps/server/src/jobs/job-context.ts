import type { RetentionContext } from '@kansoku/platform'
import type { Logger } from 'pino'

/** What jobs are given: verbs want no more of the server's context. */
export interface JobContext extends RetentionContext {
  readonly logger: Logger
}
