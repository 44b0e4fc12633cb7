import type { LimitedKind } from '@kansoku/contracts'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../context.ts'

interface Spender {
  readonly kind: LimitedKind
  /** All that its calls may bear. */
  readonly ids: readonly string[]
  /** Of a member. */
  readonly memberId?: string | undefined
  /** From when its calls count, in milliseconds since 1970. */
  readonly from: number
}

/**
 * US dollars of the calls of each, as gateways count them, wherever the calls landed: one question for all of a kind whose
 * calls count since the same time.
 */
export async function spendSince(
  { analytics }: ServerContext,
  spenders: readonly Spender[],
): Promise<(spender: Spender) => number> {
  const groups = Map.groupBy(spenders, groupOf)
  const sums = await Promise.all(
    [...groups].map(async ([group, some]) => {
      const [{ kind, from }] = some as [Spender]
      const spent = await getSpend(analytics, {
        kind,
        ids: [...new Set(some.flatMap(({ ids }) => ids))],
        ...(from === 0 ? {} : { from: new Date(from).toISOString() }),
        // The budget of a user is for personal keys: those of teams spend that of the team.
        withoutTeam: kind === 'user',
      })
      return [group, new Map(spent.map((row) => [nameOf(row.holder, row.member), row.spend]))] as const
    }),
  )
  const byGroup = new Map(sums)
  return (spender) => {
    const spent = byGroup.get(groupOf(spender))
    return spender.ids.reduce((sum, id) => sum + (spent?.get(nameOf(id, spender.memberId ?? '')) ?? 0), 0)
  }
}

const groupOf = ({ kind, from }: Spender) => `${kind} ${from}`

const nameOf = (id: string, memberId: string) => JSON.stringify([id, memberId])
