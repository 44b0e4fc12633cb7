import type { AnalyticsStore } from '@kansoku/storage'
import type { PlatformContext } from '../context.ts'

/** What verbs need that look at telemetry as well. */
export interface CommentsContext extends PlatformContext {
  readonly analytics: AnalyticsStore
}
