import { sql } from 'drizzle-orm'
import { check, index, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, kansoku } from './kansoku-schema.ts'
import { organizations, projects } from './organizations.ts'

export const apiKeyScope = kansoku.enum('api_key_scope', ['PROJECT', 'ORGANIZATION'])

/** Keys of the public API. Secrets have high entropy, so a salted SHA-256 is enough and quick to compare. */
export const apiKeys = kansoku.table(
  'api_keys',
  {
    id: text('id').primaryKey(),
    scope: apiKeyScope('scope').notNull().default('PROJECT'),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** Set for keys of a project. */
    projectId: text('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    publicKey: text('public_key').notNull().unique(),
    hashedSecretKey: text('hashed_secret_key').notNull(),
    /** First and last characters, for people to tell keys apart. */
    displaySecretKey: text('display_secret_key').notNull(),
    note: text('note'),
    createdAt: createdAt(),
    /** Written at most once a minute. */
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    index('api_keys_project_id').on(table.projectId),
    index('api_keys_organization_id').on(table.organizationId),
    check('api_keys_scope', sql`(scope = 'PROJECT') = (project_id IS NOT NULL)`),
  ],
)
