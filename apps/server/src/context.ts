import type { Ingestion } from '@kansoku/ingest'
import type { ApiKeys, PlatformContext } from '@kansoku/platform'
import type { AnalyticsStore } from '@kansoku/storage'
import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import type { ServerConfig } from './config.ts'
import type { LiveHub } from './live.ts'

/** Everything the server is made of. Doors get it whole and hand it to verbs and questions. */
export interface ServerContext extends PlatformContext {
  readonly config: ServerConfig
  readonly logger: Logger
  readonly analytics: AnalyticsStore
  readonly ingestion: Ingestion
  readonly apiKeys: ApiKeys
  readonly live: LiveHub
  /** Aborted when the server begins to shut down: long answers end, `ready` fails. */
  readonly shutdown: AbortSignal
}

/**
 * One way into the server. A door authenticates, parses, calls one verb or question and presents the answer in its
 * own dialect; errors are thrown as `KansokuError` and rendered by the door's error handler.
 */
export type Door = (context: ServerContext) => FastifyPluginAsync
