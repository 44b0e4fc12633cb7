import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import type { StorageError } from '../errors.ts'
import type * as schema from './schema/index.ts'

export type MetadataDatabase = NodePgDatabase<typeof schema>

/** `undefined`: announcements may have been missed (the connection was lost for a while), so check everything. */
export type Listener = (payload: string | undefined) => void

/** Accounts, keys, prompts and the like in Postgres, schema `kansoku`. Commits are durable when they resolve. */
export interface MetadataStore extends AsyncDisposable {
  readonly db: MetadataDatabase
  readonly pool: Pool
  /**
   * Hears `pg_notify(channel, …)` of every server on this database, its own included. Resolves when the listener hears;
   * call the result to stop. A lost connection is made again in the background.
   */
  listen(channel: string, listener: Listener): Promise<() => Promise<void>>
  /** Announces outside a transaction; inside one, execute `SELECT pg_notify(…)`. Payload: less than 8000 bytes. */
  notify(channel: string, payload: string): Promise<void>
  /**
   * Statements on `db` and `pool` fail with the driver's errors. This finds in their chain of causes what means that
   * the database is unavailable or full (retry later); undefined when the statement itself is at fault.
   */
  explain(error: unknown): StorageError | undefined
  /** Rejects with `StorageUnavailableError` when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** Where a store reports what no caller hears, such as a lost background connection. */
export interface StorageLogger {
  warn(details: object, message: string): void
}
