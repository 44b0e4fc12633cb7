import { Client } from 'pg'
import { migrateAnalytics } from './analytics/migrate-analytics.ts'
import type { AnalyticsStore } from './analytics/store.ts'
import { connectionOptions } from './metadata/connection-options.ts'
import { explainMetadataError } from './metadata/explain.ts'
import { migrateMetadata } from './metadata/migrate-metadata.ts'
import type { MetadataStore } from './metadata/store.ts'

/** Any number that is only ours; advisory locks are per database. */
const LOCK = 0x6b616e73

export interface MigrationTargets {
  readonly metadata: MetadataStore
  readonly analytics: AnalyticsStore
  /** `DIRECT_URL`, else `DATABASE_URL`: the lock needs a session, which a pooler does not give. */
  readonly lockUrl: string
}

/**
 * Brings both stores to this version's schema. Safe to run again and from several processes at once: one Postgres
 * advisory lock covers both, whoever comes later waits and finds nothing to do. The lock ends with its session.
 *
 * @throws StorageUnavailableError when the database does not answer or the account may not create the schema.
 */
export async function migrateAll({ metadata, analytics, lockUrl }: MigrationTargets): Promise<void> {
  const session = new Client(connectionOptions(lockUrl))
  // A lost session makes the statements below fail; without a listener it would end the process.
  session.on('error', () => {})
  try {
    await session.connect()
    await session.query('SELECT pg_advisory_lock($1)', [LOCK])
    await migrateMetadata(metadata.db)
    await migrateAnalytics(analytics)
  } catch (error) {
    throw explainMetadataError(error, lockUrl) ?? error
  } finally {
    await session.end().catch(() => {})
  }
}
