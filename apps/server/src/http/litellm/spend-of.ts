import type { LimitHolder } from '@kansoku/contracts'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

/** US dollars of the calls in the ledger, by the ids of those they were for. */
export async function spendOf(
  { analytics }: Pick<ServerContext, 'analytics'>,
  kind: LimitHolder,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const sums = await getSpend(analytics, { kind, ids })
  return new Map(sums.map(({ holder, spend }) => [holder, spend]))
}
