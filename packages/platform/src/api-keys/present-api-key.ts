import type { ProjectApiKey } from '@kansoku/contracts'
import type { ApiKeyRow } from './insert-api-key.ts'

/** What people may see of a key: no secret, no hash. */
export function presentApiKey(row: ApiKeyRow): ProjectApiKey {
  return {
    id: row.id,
    publicKey: row.publicKey,
    displaySecretKey: row.displaySecretKey,
    note: row.note,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}
