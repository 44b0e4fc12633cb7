import {
  accountWindowStart,
  type BudgetAccount,
  budgetAccounts,
  type GatewaySnapshot,
  type Limited,
  type SpentOnAccount,
} from '@kansoku/contracts'
import { getGatewaySnapshot, type KeyHistory, type SpendReset } from '@kansoku/platform'
import { getSpend, type Spend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

interface DatedAccount extends BudgetAccount {
  /** When its window began. */
  readonly since: number
  /** If it was in this window. */
  readonly reset: SpendReset | undefined
}

type Histories = ReadonlyMap<string, KeyHistory>

/**
 * What gateways need, with what was spent of each budget by the calls that are recorded: of those that are managed here,
 * and of those in the config file of the gateway that asks.
 */
export async function snapshotWithSpend(
  context: ServerContext,
  ofGateway: readonly Limited[],
): Promise<GatewaySnapshot> {
  const { snapshot, histories, teamResets } = await getGatewaySnapshot(context)
  const accounts = [...limitedOf(snapshot), ...ofGateway].flatMap(budgetAccounts)
  if (accounts.length === 0) return snapshot
  const now = context.clock.now().getTime()
  const resets = resetsOf(snapshot, ({ kind, id }) =>
    kind === 'key' ? histories.get(id)?.reset : kind === 'team' ? teamResets.get(id) : undefined,
  )
  const dated = accounts.map((account) => dateAccount(account, now, resets))
  return { ...snapshot, spent: await spentOn(context, dated, histories) }
}

function limitedOf({ keys, holders, members }: GatewaySnapshot): Limited[] {
  return [
    ...keys.map(({ hash, limits }) => ({ kind: 'key' as const, id: hash, limits })),
    ...holders.map(({ kind, id, limits }) => ({ kind, id, limits })),
    ...members.map(({ teamId, userId, limits }) => ({
      kind: 'team_member' as const,
      id: teamId,
      memberId: userId,
      limits,
    })),
  ]
}

/** By the name of the account of somebody's own budget: those of single models and of other windows stay as they are. */
function resetsOf(
  snapshot: GatewaySnapshot,
  resetOf: (limited: Limited) => SpendReset | undefined,
): ReadonlyMap<string, SpendReset> {
  return new Map(
    limitedOf(snapshot).flatMap((limited) => {
      const reset = resetOf(limited)
      const { maxBudget, softBudget, budgetDuration } = limited.limits
      const own = budgetAccounts({ ...limited, limits: { maxBudget, softBudget, budgetDuration } })
      return reset ? own.map(({ name }): [string, SpendReset] => [name, reset]) : []
    }),
  )
}

function dateAccount(
  account: BudgetAccount,
  now: number,
  resets: ReadonlyMap<string, SpendReset>,
): DatedAccount {
  const since = accountWindowStart(account, now)
  const reset = resets.get(account.name)
  return { ...account, since, reset: reset && reset.at > since ? reset : undefined }
}

/** One question for all accounts of a kind of which calls since the same time count, all questions at once. */
async function spentOn(
  context: ServerContext,
  accounts: readonly DatedAccount[],
  histories: Histories,
): Promise<SpentOnAccount[]> {
  await context.ingestion.settled()
  const startOf = ({ since, reset }: DatedAccount) => reset?.at ?? since
  const together = Map.groupBy(
    accounts,
    (account) => `${account.kind} ${startOf(account)} ${account.model === undefined}`,
  )
  const ask = async (group: readonly DatedAccount[]): Promise<SpentOnAccount[]> => {
    const [first] = group
    if (first === undefined) return []
    const { kind, model } = first
    const idsOf = ({ id }: BudgetAccount) => [id, ...(histories.get(id)?.formerHashes ?? [])]
    const sums = await getSpend(context.analytics, {
      kind,
      ids: [...new Set(group.flatMap(idsOf))],
      from: new Date(startOf(first)).toISOString(),
      perModel: model !== undefined,
      // The budget of a user is for personal keys: those of teams spend that of the team.
      withoutTeam: kind === 'user',
    })
    const byName = indexSums(sums)
    return group.map((account) => {
      const amounts = idsOf(account).map((id) => byName.get(nameOf({ ...account, id })) ?? 0)
      const { name, since, reset } = account
      const amount = amounts.reduce((sum, one) => sum + one, reset?.to ?? 0)
      return { account: name, since, amount, ...(reset ? { resetAt: reset.at } : {}) }
    })
  }
  return (await Promise.all([...together.values()].map(ask))).flat()
}

function indexSums(sums: readonly Spend[]): ReadonlyMap<string, number> {
  return new Map(
    sums.map(({ holder, member, model, spend }) => [JSON.stringify([holder, member, model]), spend]),
  )
}

function nameOf({ id, memberId = '', model = '' }: Pick<BudgetAccount, 'id' | 'memberId' | 'model'>): string {
  return JSON.stringify([id, memberId, model])
}
