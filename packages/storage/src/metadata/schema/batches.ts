import { bigint, index, integer, jsonb, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, kansoku } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

/** Work on many rows of telemetry that goes on beside requests: exports, and changes of all traces that match. */
export const batches = kansoku.table(
  'batches',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** The account; stays when the account is deleted. */
    createdBy: text('created_by').notNull(),
    kind: text('kind').$type<'export' | 'change'>().notNull(),
    /** What is done to each row. */
    action: jsonb('action').$type<unknown>().notNull(),
    /** Which rows. */
    selection: jsonb('selection').$type<unknown>().notNull(),
    state: text('state').$type<'queued' | 'running' | 'completed' | 'failed' | 'cancelled'>().notNull(),
    /** Code of the error that ended it. */
    failure: text('failure'),
    rowsTotal: integer('rows_total').notNull(),
    rowsDone: integer('rows_done').notNull().default(0),
    /** Of the files of an export, one after the other; each is complete once it counts here. */
    parts: integer('parts').notNull().default(0),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    /** The claim under which each part was written: part of its name, so that nobody who lost the right writes over it. */
    claimsOfParts: integer('claims_of_parts').array().notNull().default([]),
    /** The last row that is done for good: whoever goes on begins behind it. Null: at the first. */
    cursor: jsonb('cursor').$type<unknown>(),
    /** How many rows were done at the cursor. */
    rowsAtCursor: integer('rows_at_cursor').notNull().default(0),
    /** Who works on it, and when that was last said: a runner that falls silent has died. */
    runner: text('runner'),
    heartbeatAt: instant('heartbeat_at'),
    /** How often somebody has taken it up. */
    claim: integer('claim').notNull().default(0),
    /** How often since something was done for good; who stops in good order does not count. */
    attempts: integer('attempts').notNull().default(0),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
    /** When it is forgotten, with its files; null while it goes on. */
    expiresAt: instant('expires_at'),
  },
  (table) => [
    index('batches_project_id').on(table.projectId, table.createdAt),
    index('batches_state').on(table.state, table.kind),
    index('batches_expires_at').on(table.expiresAt),
  ],
)
