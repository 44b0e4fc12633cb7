import type { AnalyticsStore } from '@kansoku/storage'
import type { MediaContext } from '../media/media.ts'

/** What work on many rows needs to reach telemetry and files. */
export interface BatchContext extends MediaContext {
  readonly analytics: AnalyticsStore
}
