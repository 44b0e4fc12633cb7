import { join } from 'node:path'
import { createIngestion, type Ingestion, removeProject } from '@kansoku/ingest'
import { type Jobs, startJobs } from '@kansoku/jobs'
import { Journal } from '@kansoku/journal'
import {
  type Accounts,
  type ApiKeys,
  type Clock,
  createAccounts,
  createApiKeys,
  createGatewayChanges,
  createProjectModels,
  createScoreConfigs,
  type GatewayChanges,
  initialize,
  type PlatformContext,
  type ProjectModels,
  purgeBeforeReuse,
  recognizesSalt,
  type ScoreConfigs,
} from '@kansoku/platform'
import {
  type AnalyticsStore,
  type BlobStore,
  migrateAll,
  openAnalytics,
  openFolderBlobs,
  openMetadata,
  openS3Blobs,
} from '@kansoku/storage'
import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import type { BlobOptions } from './config/blob-variables.ts'
import type { ServerConfig } from './config.ts'
import { jobs } from './jobs/index.ts'
import type { JobContext } from './jobs/job-context.ts'
import { createLiveHub, type LiveHub } from './live.ts'
import { createInstruments, type Instruments } from './prometheus/instruments.ts'
import { reportInitialization, warnOfShortLogin } from './report-initialization.ts'

/** Everything the server is made of. Doors get it whole and hand it to verbs and questions. */
export interface ServerContext extends PlatformContext, AsyncDisposable {
  readonly config: ServerConfig
  readonly logger: Logger
  readonly analytics: AnalyticsStore
  readonly blobs: BlobStore
  readonly ingestion: Ingestion
  readonly apiKeys: ApiKeys
  readonly accounts: Accounts
  readonly projectModels: ProjectModels
  readonly scoreConfigs: ScoreConfigs
  readonly gatewayChanges: GatewayChanges
  readonly live: LiveHub
  readonly jobs: Jobs<JobContext>
  readonly instruments: Instruments
  /** Aborted when the server begins to shut down: long answers end, `ready` fails. */
  readonly shutdown: AbortSignal
}

/**
 * One way into the server. A door authenticates, parses, calls one verb or question and presents the answer in its
 * own dialect; errors are thrown as `KansokuError` and rendered by the door's error handler.
 */
export type Door = (context: ServerContext) => FastifyPluginAsync

interface ContextOptions {
  readonly config: ServerConfig
  readonly logger: Logger
  readonly shutdown: AbortSignal
  readonly clock?: Clock
  /** Hears what the operator should know about the configuration. */
  readonly warn: (message: string) => void
}

const otherSalt =
  'SALT is not the one that this data was made with, and API keys from then are refused. Set it back to the earlier value, or create new keys.'

/**
 * Opens the stores, brings them to this version's schema, creates what `LANGFUSE_INIT_*` ask for, and puts the parts
 * together. What is open when a later step fails is closed again. Dispose it after the last request was answered.
 */
export async function createContext(options: ContextOptions): Promise<ServerContext> {
  const { config, logger, shutdown, warn, clock = { now: () => new Date() } } = options
  await using parts = new AsyncDisposableStack()
  const instruments = createInstruments()
  const metadata = parts.use(
    await openMetadata({ url: config.databaseUrl, directUrl: config.directUrl, logger }),
  )
  const analytics = instruments.statements.timed(parts.use(await openAnalytics(config.analytics)))
  const blobs = parts.use(await openBlobs(config.blobs))
  await migrateAll({ metadata, analytics, lockUrl: config.directUrl })

  const platform: PlatformContext = {
    metadata,
    clock,
    salt: config.salt,
    encryptionKey: config.encryptionKey,
  }
  if (!(await recognizesSalt(platform))) warn(otherSalt)
  const removeTelemetry = (projectId: string) => removeProject(analytics, { projectId, signal: shutdown })
  if (config.initialization) {
    const { project } = config.initialization
    if (project) await purgeBeforeReuse(platform, { projectId: project.id, removeTelemetry })
    const report = await initialize(platform, config.initialization)
    reportInitialization({ logger, warn }, config, report)
  }
  warnOfShortLogin(config, warn)
  const apiKeys = parts.use(await createApiKeys(platform))
  const accounts = createAccounts(platform, {
    secret: config.sessionSecret,
    sessionSeconds: config.sessionSeconds,
    installationLogin: config.installationLogin,
  })
  const projectModels = parts.use(await createProjectModels(platform))
  const scoreConfigs = parts.use(await createScoreConfigs(platform))
  const gatewayChanges = parts.use(await createGatewayChanges(platform))
  const severalServers = config.analytics.kind === 'server'
  const live = parts.use(await createLiveHub({ metadata, severalServers }))
  // Several servers read what each of them has acknowledged: they acknowledge what is stored.
  const journal = severalServers ? undefined : parts.use(await openJournal(config, logger))
  const ingestion = parts.use(
    createIngestion({
      analytics,
      ...(journal && { journal }),
      onRefused: (err, refused) => {
        const what =
          refused.length > 0 ? 'the store refuses an event' : 'a record of the journal cannot be read'
        logger.error({ err, events: refused.length }, `${what}; it stays in the journal`)
      },
      soleWriter: !severalServers,
      now: () => clock.now().getTime() * 1000,
      priceOverrides: projectModels.of,
      findScoreConfigs: scoreConfigs.find,
      onCommitted: (projectId, traceIds) => live.publish(projectId, traceIds),
      onIntake: instruments.intake.taken,
    }),
  )
  const replayed = await ingestion.replay()
  if (replayed > 0) logger.info({ events: replayed }, 'events of the last run were stored')
  if (!severalServers) void recover(ingestion, logger)
  const runs = parts.use(
    await startJobs({
      ...{ metadata, logger, jobs, onRun: instruments.jobs.ended },
      context: { ...platform, analytics, blobs, ingestion, logger },
    }),
  )
  instruments.statements.watch(analytics)
  instruments.intake.watch(ingestion)
  const opened = parts.move()
  return {
    ...platform,
    config,
    logger,
    shutdown,
    analytics,
    blobs,
    apiKeys,
    accounts,
    projectModels,
    scoreConfigs,
    gatewayChanges,
    live,
    ingestion,
    jobs: runs,
    instruments,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function openJournal({ dataDir }: ServerConfig, logger: Logger): Promise<Journal> {
  return Journal.open({
    directory: join(dataDir, 'journal'),
    onDamage: (bytes) => logger.warn({ bytes }, 'the journal ends in bytes that were never acknowledged'),
  })
}

/** Beside the first requests: what a power loss took is missing for a moment longer. */
async function recover(ingestion: Ingestion, logger: Logger): Promise<void> {
  try {
    const entities = await ingestion.recover()
    if (entities > 0) logger.warn({ entities }, 'rows that the last stop had lost were made again')
  } catch (err) {
    logger.error({ err }, 'rows that the last stop may have lost could not be made again')
  }
}

function openBlobs(options: BlobOptions): Promise<BlobStore> {
  return options.kind === 's3' ? openS3Blobs(options) : openFolderBlobs(options.path)
}
