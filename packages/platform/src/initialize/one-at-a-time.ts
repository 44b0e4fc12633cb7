import { sql } from 'drizzle-orm'
import type { Transaction } from '../context.ts'

/** Servers that start together initialize one after the other. */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('kansoku.initialize'))`)
}
