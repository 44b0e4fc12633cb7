import { versions } from '@kansoku/storage'
import { sql } from 'drizzle-orm'
import type { Transaction } from './context.ts'

/** Channels on which servers tell each other what changed. Payloads are hints: listeners read the database. */
export const channels = {
  /** Payload: the public key, or empty for all. */
  apiKeys: 'kansoku_api_keys',
  /** Payload: the new version of what gateways know. */
  gateway: 'kansoku_gateway',
  /** Payload: JSON of a project id and trace ids. */
  live: 'kansoku_live',
  /** Payload: JSON of a project and of an account whose mentions there are others now. */
  mentions: 'kansoku_mentions',
  /** Payload: the id of the project whose models changed. */
  models: 'kansoku_models',
  /** Payload: the id of the config that changed. */
  scoreConfigs: 'kansoku_score_configs',
} as const

export type Channel = (typeof channels)[keyof typeof channels]

/** Listeners hear it when the transaction commits. */
export async function announce(tx: Transaction, channel: Channel, payload: string): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${channel}, ${payload})`)
}

/** Call in every transaction that changes what a gateway is told. The row lock puts concurrent changes in order. */
export async function announceGatewayChange(tx: Transaction): Promise<void> {
  const [row] = await tx
    .insert(versions)
    .values({ kind: 'gateway', version: 1 })
    .onConflictDoUpdate({ target: versions.kind, set: { version: sql`${versions.version} + 1` } })
    .returning({ version: versions.version })
  await announce(tx, channels.gateway, String(row?.version ?? ''))
}
