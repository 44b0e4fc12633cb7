import type {
  GatewayHolder,
  GatewayMember,
  GatewaySnapshot,
  SpentOnAccount,
} from '@kansoku/contracts/gateway'

/** Whoever shares limits, as the server has told. */
export interface HolderIndex {
  find(kind: GatewayHolder['kind'], id: string | null | undefined): GatewayHolder | undefined
  /** Only where the member has limits. */
  findMember(teamId: string, userId: string): GatewayMember | undefined
  /** What was spent on an account in its window, by recorded calls. */
  spentOn(account: string): SpentOnAccount | undefined
  /** Whether any end user or tag has limits: only then a call has to be asked for its own. */
  readonly limitsCalls: boolean
  /** Whether any end user is bound to a region. */
  readonly bindsRegions: boolean
}

export const noHolders = indexHolders(undefined)

export function indexHolders(snapshot: GatewaySnapshot | undefined): HolderIndex {
  const { holders = [], members = [], spent = [] } = snapshot ?? {}
  const byKind = new Map(
    [...Map.groupBy(holders, ({ kind }) => kind)].map(([kind, some]) => [
      kind,
      new Map(some.map((holder) => [holder.id, holder])),
    ]),
  )
  const byTeam = new Map(
    [...Map.groupBy(members, ({ teamId }) => teamId)].map(([teamId, some]) => [
      teamId,
      new Map(some.map((member) => [member.userId, member])),
    ]),
  )
  const byAccount = new Map(spent.map((one) => [one.account, one]))
  return {
    find: (kind, id) => (id ? byKind.get(kind)?.get(id) : undefined),
    findMember: (teamId, userId) => byTeam.get(teamId)?.get(userId),
    spentOn: (account) => byAccount.get(account),
    limitsCalls: byKind.has('end_user') || byKind.has('tag'),
    bindsRegions: holders.some(({ allowedModelRegion }) => allowedModelRegion !== undefined),
  }
}
