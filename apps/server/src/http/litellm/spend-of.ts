import type { LimitHolder } from '@kansoku/contracts'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

/** US dollars of the calls in the ledger, or of those since an instant, by the ids of those they were for. */
export async function spendOf(
  { analytics }: Pick<ServerContext, 'analytics'>,
  kind: LimitHolder | 'key',
  ids: readonly string[],
  from?: Date | null,
): Promise<ReadonlyMap<string, number>> {
  const sums = await getSpend(analytics, { kind, ids, ...(from ? { from: from.toISOString() } : {}) })
  return new Map(sums.map(({ holder, spend }) => [holder, spend]))
}
