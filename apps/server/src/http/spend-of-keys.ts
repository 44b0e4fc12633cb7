import type { GatewayKeyRow } from '@kansoku/platform'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../context.ts'
import { spendWindow } from './spend-window.ts'

/**
 * US dollars by the hash that a key has now: of the calls in the window of its budget, or what an admin has set in it and
 * the calls since. Without a window all calls count. As in LiteLLM, where a budget that begins anew begins at zero.
 */
export async function spendOfKeys(
  { analytics, clock }: Pick<ServerContext, 'analytics' | 'clock'>,
  rows: readonly GatewayKeyRow[],
): Promise<ReadonlyMap<string, number>> {
  const now = clock.now().getTime()
  const counts = rows.map((row) => ({ row, ...countFrom(row, now) }))
  const sums = await Promise.all(
    // One question for all keys of which calls since the same time count.
    [...Map.groupBy(counts, ({ from }) => from)].map(([from, some]) =>
      getSpend(analytics, {
        kind: 'key',
        ids: some.flatMap(({ row }) => hashesOf(row)),
        ...(from === 0 ? {} : { from: new Date(from).toISOString() }),
      }),
    ),
  )
  const byHash = new Map(sums.flat().map(({ holder, spend }) => [holder, spend]))
  return new Map(
    counts.map(({ row, spent }) => [
      row.hash,
      hashesOf(row).reduce((sum, hash) => sum + (byHash.get(hash) ?? 0), spent),
    ]),
  )
}

/** From when calls count, in milliseconds since 1970, and what was spent before them. */
function countFrom(row: GatewayKeyRow, now: number) {
  const { startsAt } = spendWindow(row.limits, now)
  const resetAt = row.spendResetAt?.getTime() ?? 0
  return resetAt > startsAt ? { from: resetAt, spent: row.spendResetTo } : { from: startsAt, spent: 0 }
}

/** All that calls of a key may bear. */
export function hashesOf({ hash, formerHashes }: GatewayKeyRow): string[] {
  return [hash, ...formerHashes]
}
