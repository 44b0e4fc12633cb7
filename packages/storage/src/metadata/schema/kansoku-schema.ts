import { pgSchema, timestamp } from 'drizzle-orm/pg-core'

/** Our tables live in a schema of their own, so that a database that also holds Langfuse or LiteLLM stays as it is. */
export const kansoku = pgSchema('kansoku')

/** An instant with the precision of a JavaScript `Date`. */
export const instant = (column: string) =>
  timestamp(column, { withTimezone: true, precision: 3, mode: 'date' })

export const createdAt = () => instant('created_at').notNull().defaultNow()
export const updatedAt = () =>
  instant('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date())
