import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { isoInstant } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'

const askSpendOfKeys = defineQuestion({
  name: 'spend/of-keys',
  params: z.object({ hashes: z.array(z.string()), from: isoInstant.optional() }),
  row: z.object({ hash: z.string(), spend: decimal }),
  sql: ({ hashes, from }, bind) => `
  SELECT gateway_key AS hash, sum(ifNull(total_cost, 0)) AS spend
  FROM observations FINAL
  WHERE gateway_key IN ${bind.texts(hashes)} AND source = 'GATEWAY'
    ${from ? `AND start_time >= ${bind.instant(from)}` : ''}
  GROUP BY hash`,
})

/**
 * US dollars by the hash of the virtual key, in all projects, of calls since an instant. Only what gateways delivered
 * counts: the key of a project can write any hash into its own telemetry.
 */
export async function getSpendOfKeys(
  store: AnalyticsStore,
  scope: { readonly hashes: readonly string[]; readonly from?: string },
): Promise<ReadonlyMap<string, number>> {
  if (scope.hashes.length === 0) return new Map()
  const rows = await askSpendOfKeys(store, { ...scope, hashes: [...scope.hashes] })
  return new Map(rows.map(({ hash, spend }) => [hash, spend]))
}
