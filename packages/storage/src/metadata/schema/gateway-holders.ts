import { boolean, foreignKey, index, jsonb, primaryKey, text } from 'drizzle-orm/pg-core'
import { gatewayBudgets, type StoredLimits } from './gateway-budgets.ts'
import { createdAt, instant, kansoku, updatedAt } from './kansoku-schema.ts'
import type { StoredObjectPermission } from './object-permission.ts'
import { projects } from './organizations.ts'

/** Who has limits besides keys. */
export type HolderKind = 'organization' | 'team' | 'user' | 'end_user' | 'tag'

/** Organisations, teams, users, end users and tags of the gateway, as LiteLLM has them: calls that name one share its limits. */
export const gatewayHolders = kansoku.table(
  'gateway_holders',
  {
    kind: text('kind').$type<HolderKind>().notNull(),
    id: text('id').notNull(),
    alias: text('alias'),
    /** Of users. */
    email: text('email'),
    /** Of users: one of LiteLLM's roles. */
    role: text('role'),
    /** Of teams and users: whose members see and change them; null: those of the default project. */
    projectId: text('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    /** Of teams. */
    organizationId: text('organization_id'),
    /** Names of model groups or patterns; none: all of them. */
    models: jsonb('models').$type<readonly string[]>().notNull().default([]),
    modelAliases: jsonb('model_aliases').$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** Of teams: which MCP servers and tools its calls may use, in LiteLLM's form; null: all. */
    objectPermission: jsonb('object_permission').$type<StoredObjectPermission>(),
    /** Of teams: what members who are no admins of it may do with its keys, as routes; null: the default. */
    memberPermissions: jsonb('member_permissions').$type<readonly string[]>(),
    metadata: jsonb('metadata').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    limits: jsonb('limits').$type<StoredLimits>().notNull().default({}),
    /** Limits that hold where there are none of its own. */
    budgetId: text('budget_id').references(() => gatewayBudgets.id, { onDelete: 'set null' }),
    /** Of end users: only deployments there may answer their calls. */
    allowedModelRegion: text('allowed_model_region'),
    /** Of end users: who answers where no deployment of the model is there. */
    defaultModel: text('default_model'),
    blocked: boolean('blocked').notNull().default(false),
    /** Of teams: when an admin said last that it has spent nothing; the ledger says what came after. */
    spendResetAt: instant('spend_reset_at'),
    createdBy: text('created_by'),
    updatedBy: text('updated_by'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id] }),
    index('gateway_holders_created_at').on(table.kind, table.createdAt, table.id),
    index('gateway_holders_organization_id').on(table.organizationId),
    index('gateway_holders_email').on(table.email),
    index('gateway_holders_project_id').on(table.projectId),
  ],
)

/** Users in teams and organisations. */
export const gatewayMembers = kansoku.table(
  'gateway_members',
  {
    holderKind: text('holder_kind').$type<HolderKind>().notNull(),
    holderId: text('holder_id').notNull(),
    userId: text('user_id').notNull(),
    /** `admin` or `user` in a team, one of LiteLLM's roles in an organisation. */
    role: text('role').notNull(),
    /** What the member may spend of what the team has. */
    limits: jsonb('limits').$type<StoredLimits>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.holderKind, table.holderId, table.userId] }),
    foreignKey({
      name: 'gateway_members_holder',
      columns: [table.holderKind, table.holderId],
      foreignColumns: [gatewayHolders.kind, gatewayHolders.id],
    }).onDelete('cascade'),
    index('gateway_members_user_id').on(table.userId),
  ],
)
