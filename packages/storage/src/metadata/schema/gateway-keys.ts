import { boolean, doublePrecision, index, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { gatewayBudgets, type StoredLimits } from './gateway-budgets.ts'
import { createdAt, instant, kansoku, updatedAt } from './kansoku-schema.ts'
import type { StoredObjectPermission } from './object-permission.ts'
import { projects } from './organizations.ts'

/** Virtual keys of the gateway. A key has high entropy, so its plain SHA-256, which is also LiteLLM's, is enough. */
export const gatewayKeys = kansoku.table(
  'gateway_keys',
  {
    /** Hex SHA-256 of the key, which is stored nowhere. */
    hash: text('hash').primaryKey(),
    /** First and last characters, for people to tell keys apart. */
    displayKey: text('display_key').notNull(),
    /** Of the secrets that this key had before: what it spent under them counts as well. */
    formerHashes: jsonb('former_hashes').$type<readonly string[]>().notNull().default([]),
    alias: text('alias'),
    /** Where calls land; null: in the default project. */
    projectId: text('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    teamId: text('team_id'),
    userId: text('user_id'),
    /** Names of model groups or patterns; none: all of them. */
    models: jsonb('models').$type<readonly string[]>().notNull().default([]),
    /** Names that the key's clients use, and the groups behind them. */
    modelAliases: jsonb('model_aliases').$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** Which MCP servers and tools it may use, in LiteLLM's form; null: all. */
    objectPermission: jsonb('object_permission').$type<StoredObjectPermission>(),
    metadata: jsonb('metadata').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    limits: jsonb('limits').$type<StoredLimits>().notNull().default({}),
    /** Limits that hold where the key has none of its own. */
    budgetId: text('budget_id').references(() => gatewayBudgets.id, { onDelete: 'set null' }),
    blocked: boolean('blocked').notNull().default(false),
    /** When an admin said last what the key has spent; the ledger says what came after. */
    spendResetAt: instant('spend_reset_at'),
    /** US dollars. */
    spendResetTo: doublePrecision('spend_reset_to').notNull().default(0),
    expiresAt: instant('expires_at'),
    createdBy: text('created_by'),
    updatedBy: text('updated_by'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('gateway_keys_alias').on(table.alias),
    index('gateway_keys_team_id').on(table.teamId),
    index('gateway_keys_user_id').on(table.userId),
    index('gateway_keys_created_at').on(table.createdAt, table.hash),
  ],
)
