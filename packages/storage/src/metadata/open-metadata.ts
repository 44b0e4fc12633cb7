import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { Announcements } from './announcements.ts'
import { connectionOptions } from './connection-options.ts'
import { explainMetadataError } from './explain.ts'
import * as schema from './schema/index.ts'
import type { MetadataStore, StorageLogger } from './store.ts'

export interface MetadataOptions {
  /** `DATABASE_URL`; a socket's folder goes into `?host=`. */
  readonly url: string
  /** `DIRECT_URL`: the same database without a pooler such as PgBouncer, for what needs a session of its own. */
  readonly directUrl?: string
  readonly logger: StorageLogger
  /** Most connections at once; default 10. */
  readonly connections?: number
}

/**
 * Connects to the metadata database; its tables are made by `migrateAll`. Errors of later statements keep the driver's
 * form, see `explain`.
 *
 * @throws StorageUnavailableError when the server does not answer or refuses the account.
 */
export async function openMetadata(options: MetadataOptions): Promise<MetadataStore> {
  const { url, directUrl = url, logger, connections = 10 } = options
  const pool = new Pool({ ...connectionOptions(url), max: connections, idleTimeoutMillis: 30_000 })
  pool.on('error', (error) => logger.warn({ error }, 'An idle connection to Postgres was lost.'))
  const announcements = new Announcements(connectionOptions(directUrl), logger)

  async function ping(): Promise<void> {
    try {
      await pool.query('SELECT 1')
    } catch (error) {
      throw explainMetadataError(error, url) ?? error
    }
  }

  let closing: Promise<void> | undefined
  function close(): Promise<void> {
    closing ??= announcements[Symbol.asyncDispose]().then(() => pool.end())
    return closing
  }

  try {
    await ping()
  } catch (error) {
    await close()
    throw error
  }
  return {
    db: drizzle(pool, { schema }),
    pool,
    listen: (channel, listener) => announcements.listen(channel, listener),
    notify: async (channel, payload) => {
      await pool.query('SELECT pg_notify($1, $2)', [channel, payload])
    },
    explain: (error) => explainMetadataError(error, url),
    ping,
    close,
    [Symbol.asyncDispose]: close,
  }
}
