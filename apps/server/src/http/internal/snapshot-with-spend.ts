import {
  accountWindowStart,
  type BudgetAccount,
  budgetAccounts,
  type GatewaySnapshot,
  type Limited,
  type SpentOnAccount,
} from '@kansoku/contracts'
import { getGatewaySnapshot } from '@kansoku/platform'
import { getSpend, type Spend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

type FormerHashes = ReadonlyMap<string, readonly string[]>

/**
 * What gateways need, with what was spent of each budget by the calls that are recorded: of those that are managed here,
 * and of those in the config file of the gateway that asks.
 */
export async function snapshotWithSpend(
  context: ServerContext,
  ofGateway: readonly Limited[],
): Promise<GatewaySnapshot> {
  const { snapshot, formerHashes } = await getGatewaySnapshot(context)
  const accounts = [...limitedOf(snapshot), ...ofGateway].flatMap(budgetAccounts)
  if (accounts.length === 0) return snapshot
  return { ...snapshot, spent: await spentOn(context, accounts, formerHashes) }
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

/** One question for all accounts of a kind whose windows began together, all questions at once. */
async function spentOn(
  context: ServerContext,
  accounts: readonly BudgetAccount[],
  formerHashes: FormerHashes,
): Promise<SpentOnAccount[]> {
  await context.ingestion.settled()
  const now = context.clock.now().getTime()
  const dated = accounts.map((account) => ({ ...account, since: accountWindowStart(account, now) }))
  const together = Map.groupBy(dated, ({ kind, since, model }) => `${kind} ${since} ${model === undefined}`)
  const ask = async (group: typeof dated): Promise<SpentOnAccount[]> => {
    const [{ kind, since, model } = { kind: 'global' as const, since: 0, model: undefined }] = group
    const idsOf = ({ id }: BudgetAccount) => [id, ...(formerHashes.get(id) ?? [])]
    const sums = await getSpend(context.analytics, {
      kind,
      ids: [...new Set(group.flatMap(idsOf))],
      from: new Date(since).toISOString(),
      perModel: model !== undefined,
      // The budget of a user is for personal keys: those of teams spend that of the team.
      withoutTeam: kind === 'user',
    })
    const byName = indexSums(sums)
    return group.map((account) => {
      const amounts = idsOf(account).map((id) => byName.get(nameOf({ ...account, id })) ?? 0)
      return { account: account.name, since, amount: amounts.reduce((sum, amount) => sum + amount, 0) }
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
