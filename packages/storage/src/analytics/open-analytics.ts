import type { EmbeddedAnalytics } from './embedded/open-embedded.ts'
import { openServer, type ServerAnalytics } from './server/open-server.ts'
import type { AnalyticsStore } from './store.ts'

export type AnalyticsOptions = EmbeddedAnalytics | ServerAnalytics

/**
 * Opens the telemetry store; its tables are made by `migrateAnalytics`.
 *
 * @throws StorageLockedError when another process has the embedded folder open.
 * @throws StorageUnavailableError when the server does not answer or refuses the account.
 */
export async function openAnalytics(options: AnalyticsOptions): Promise<AnalyticsStore> {
  if (options.kind === 'server') return openServer(options)
  // The engine's library takes well over 100 MB as soon as it is loaded.
  const { openEmbedded } = await import('./embedded/open-embedded.ts')
  return openEmbedded(options)
}
