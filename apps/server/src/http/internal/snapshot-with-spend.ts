import { budgetWindow, type GatewaySnapshot } from '@kansoku/contracts'
import { getGatewaySnapshot } from '@kansoku/platform'
import { getSpendOfKeys } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

/** What gateways need, with what keys with a budget have spent of it by the calls that are recorded. */
export async function snapshotWithSpend(context: ServerContext): Promise<GatewaySnapshot> {
  const { snapshot, formerHashes } = await getGatewaySnapshot(context)
  const limited = snapshot.keys.filter(({ limits }) => limits.maxBudget !== undefined)
  if (limited.length === 0) return snapshot
  await context.ingestion.settled()
  const now = context.clock.now().getTime()
  const byStart = Map.groupBy(limited, ({ limits }) => budgetWindow(limits.budgetDuration, now).startsAt)
  for (const [since, keys] of byStart) {
    const hashesOf = (hash: string) => [hash, ...(formerHashes.get(hash) ?? [])]
    const spend = await getSpendOfKeys(context.analytics, {
      hashes: keys.flatMap(({ hash }) => hashesOf(hash)),
      from: new Date(since).toISOString(),
    })
    for (const key of keys) {
      const amount = hashesOf(key.hash).reduce((sum, hash) => sum + (spend.get(hash) ?? 0), 0)
      key.spend = { since, amount }
    }
  }
  return snapshot
}
