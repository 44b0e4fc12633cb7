import { budgetWindow, type VirtualKey } from '@kansoku/contracts'
import type { GatewayKeyRow } from '@kansoku/platform'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

type Context = Pick<ServerContext, 'analytics' | 'clock'>

/** Keys with what they have spent, in the order given. */
export async function presentVirtualKeys(
  context: Context,
  rows: readonly GatewayKeyRow[],
): Promise<VirtualKey[]> {
  const now = context.clock.now().getTime()
  const spend = await spendInWindows(context, rows, now)
  return rows.map((row) => {
    const { limits } = row
    const { endsAt } = windowOf(row, now)
    return {
      id: row.hash,
      displayKey: row.displayKey,
      alias: row.alias,
      models: [...row.models],
      spend: hashesOf(row).reduce((sum, hash) => sum + (spend.get(hash) ?? 0), countFrom(row, now).spent),
      maxBudget: limits.maxBudget ?? null,
      budgetDuration: limits.budgetDuration ?? null,
      budgetResetAt: Number.isFinite(endsAt) ? new Date(endsAt).toISOString() : null,
      rpmLimit: limits.rpmLimit ?? null,
      tpmLimit: limits.tpmLimit ?? null,
      teamId: row.teamId,
      userId: row.userId,
      isBlocked: row.blocked,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }
  })
}

function windowOf({ limits }: GatewayKeyRow, now: number) {
  return budgetWindow(limits.maxBudget === undefined ? undefined : limits.budgetDuration, now)
}

function hashesOf({ hash, formerHashes }: GatewayKeyRow): string[] {
  return [hash, ...formerHashes]
}

/** What counts: the calls of the window, or what an admin has set in it and the calls since. */
function countFrom(row: GatewayKeyRow, now: number) {
  const { startsAt } = windowOf(row, now)
  const resetAt = row.spendResetAt?.getTime() ?? 0
  return resetAt > startsAt ? { from: resetAt, spent: row.spendResetTo } : { from: startsAt, spent: 0 }
}

/** By hash; one question for all keys of which calls since the same time count. */
async function spendInWindows(
  { analytics }: Context,
  rows: readonly GatewayKeyRow[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const together = Map.groupBy(rows, (row) => countFrom(row, now).from)
  const sums = await Promise.all(
    [...together].map(([from, keys]) =>
      getSpend(analytics, {
        kind: 'key',
        ids: keys.flatMap(hashesOf),
        ...(from === 0 ? {} : { from: new Date(from).toISOString() }),
      }),
    ),
  )
  return new Map(sums.flat().map(({ holder, spend }) => [holder, spend]))
}
