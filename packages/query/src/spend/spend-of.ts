import { type LimitedKind, limitedKind } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { isoInstant } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'
import { spendColumns } from './spend-columns.ts'

/** Which column names whom a call was for. */
const columns: Readonly<Record<LimitedKind, string>> = {
  ...spendColumns,
  global: "''",
  team_member: spendColumns.team,
}

const askSpend = defineQuestion({
  name: 'spend/of',
  params: z.object({
    kind: limitedKind,
    ids: z.array(z.string()),
    from: isoInstant.optional(),
    perModel: z.boolean().default(false),
    withoutTeam: z.boolean().default(false),
  }),
  row: z.object({ holder: z.string(), member: z.string(), model: z.string(), spend: decimal }),
  sql: ({ kind, ids, from, perModel, withoutTeam }, bind) => `
  SELECT ${columns[kind]} AS holder, ${kind === 'team_member' ? spendColumns.user : "''"} AS member,
    ${perModel ? spendColumns.model_group : "''"} AS model, sum(cost) AS spend
  FROM gateway_calls FINAL
  WHERE holder IN ${bind.texts(ids)}
    ${withoutTeam ? `AND team_id = ''` : ''}
    ${from ? `AND started_at >= ${bind.instant(from)}` : ''}
  GROUP BY ALL`,
})
export type Spend = Awaited<ReturnType<typeof askSpend>>[number]

interface SpendScope {
  readonly kind: LimitedKind
  readonly ids: readonly string[]
  readonly from?: string
  /** One sum for each group of models. */
  readonly perModel?: boolean
  /** Only calls of keys that belong to no team. */
  readonly withoutTeam?: boolean
}

/**
 * US dollars in all projects, of calls since an instant, by whom they were for: what the ledger says, which only gateways
 * write to and which no deletion of traces shortens.
 */
export async function getSpend(store: AnalyticsStore, scope: SpendScope): Promise<readonly Spend[]> {
  return scope.ids.length === 0 ? [] : askSpend(store, { ...scope, ids: [...scope.ids] })
}
