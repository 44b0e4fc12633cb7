import { StorageError, StorageLockedError } from '@kansoku/storage'
import type { Logger } from 'pino'
import type { ServerConfig } from './config.ts'
import { createContext, type ServerContext } from './context.ts'
import { createHttpServer } from './http/index.ts'
import { listen } from './lifecycle/listen.ts'
import { createLogger } from './logger.ts'
import { StartError } from './start-error.ts'

export interface RunningServer extends AsyncDisposable {
  /** Where this machine reaches it, such as `http://127.0.0.1:3000`. */
  readonly url: string
  readonly context: ServerContext
  /** Stops accepting, answers what was asked, then closes the stores. `drainMs` bounds the answering; default 10 s. */
  stop(options?: { drainMs?: number }): Promise<void>
}

export interface StartOptions {
  readonly logger?: Logger
  /** Hears, besides the log, what the operator should know about the configuration. */
  readonly notify?: (message: string) => void
}

/** Starts the whole server. Throws a `StartError` that says what is wrong and what to do. */
export async function startServer(config: ServerConfig, options: StartOptions = {}): Promise<RunningServer> {
  const logger = options.logger ?? createLogger(config.logLevel)
  const warn = (message: string) => {
    logger.warn(message)
    options.notify?.(message)
  }
  for (const warning of config.warnings) warn(warning)
  const shutdown = new AbortController()
  await using parts = new AsyncDisposableStack()
  const context = parts.use(
    await createContext({ config, logger, warn, shutdown: shutdown.signal }).catch((error: unknown) => {
      throw explain(error)
    }),
  )
  const app = await createHttpServer(context)
  const listening = await listen(app, config)
  const opened = parts.move()
  let stopped: Promise<void> | undefined
  const stop = ({ drainMs = 10_000 } = {}) => {
    stopped ??= (async () => {
      logger.info('server is stopping')
      shutdown.abort()
      await listening.close(drainMs)
      await opened.disposeAsync()
      logger.info('server has stopped')
    })()
    return stopped
  }
  logger.info({ addresses: listening.addresses, version: config.version }, 'server is ready')
  return { url: listening.url, context, stop, [Symbol.asyncDispose]: () => stop() }
}

/** A store that does not answer may do so later; a folder that another process uses will not be free by itself. */
function explain(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error
  const { message, remedy } = error
  return new StartError(message, { remedy, permanent: error instanceof StorageLockedError, cause: error })
}
