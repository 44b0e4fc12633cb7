import { join } from 'node:path'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { MetadataDatabase } from './store.ts'

/** Applies what is missing of `migrations/` in one transaction. Not safe beside itself: `migrateAll` holds the lock. */
export async function migrateMetadata(db: MetadataDatabase): Promise<void> {
  await migrate(db, {
    migrationsFolder: join(import.meta.dirname, 'migrations'),
    migrationsSchema: 'kansoku',
    migrationsTable: 'migrations',
  })
}
