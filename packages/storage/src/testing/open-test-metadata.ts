import { migrateMetadata } from '../metadata/migrate-metadata.ts'
import { openMetadata } from '../metadata/open-metadata.ts'
import type { MetadataStore } from '../metadata/store.ts'
import { startTestPostgres } from './start-test-postgres.ts'

/** A metadata store with its tables on a Postgres of its own, which goes when the store closes. */
export async function openTestMetadata(): Promise<MetadataStore> {
  const postgres = await startTestPostgres()
  const store = await openMetadata({ url: postgres.url, logger: { warn: () => {} } })
  const close = async () => {
    await store.close()
    await postgres.stop()
  }
  await migrateMetadata(store.db)
  return { ...store, close, [Symbol.asyncDispose]: close }
}
