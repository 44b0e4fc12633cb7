import { bigint, jsonb, text } from 'drizzle-orm/pg-core'
import { kansoku, updatedAt } from './kansoku-schema.ts'

/** Settings of the whole installation, one JSON value each. */
export const settings = kansoku.table('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').$type<unknown>().notNull(),
  updatedAt: updatedAt(),
})

/** Numbers that grow with every change of a kind; the increment is part of the changing transaction. */
export const versions = kansoku.table('versions', {
  kind: text('kind').primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull(),
})
