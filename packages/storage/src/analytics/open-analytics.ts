import { type EmbeddedAnalytics, openEmbedded } from './embedded/open-embedded.ts'
import { openServer, type ServerAnalytics } from './server/open-server.ts'
import type { AnalyticsStore } from './store.ts'

export type AnalyticsOptions = EmbeddedAnalytics | ServerAnalytics

/**
 * Opens the telemetry store; its tables are made by `migrateAnalytics`.
 *
 * @throws StorageLockedError when another process has the embedded folder open.
 * @throws StorageUnavailableError when the server does not answer or refuses the account.
 */
export function openAnalytics(options: AnalyticsOptions): Promise<AnalyticsStore> {
  return options.kind === 'embedded' ? openEmbedded(options) : openServer(options)
}
