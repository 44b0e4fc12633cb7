import type { BudgetedKind } from '@kansoku/contracts'
import { listProjectBudgeted } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import { hashesOf, spendOfKeys } from '../spend-of-keys.ts'
import { spendSince } from '../spend-since.ts'
import { spendStart, spendWindow } from '../spend-window.ts'
import { type Limits, presentBudget, withNamedLimits } from './present-budget.ts'
import { spendByDay } from './spend-by-day.ts'

/** Somebody with a budget, whatever it is. */
export interface BudgetedRow {
  readonly kind: BudgetedKind
  readonly id: string
  readonly memberId: string | null
  readonly name: string
  readonly teamName: string | null
  readonly budgetId: string | null
  readonly isBlocked: boolean
  /** What calls bear that count. */
  readonly ids: readonly string[]
  readonly limits: Limits & { readonly maxBudget: number }
  /** Of a key, which an admin may have reset. */
  readonly spend?: number
  /** Of a key or a team. */
  readonly spendResetAt: Date | null
}

interface Reader {
  readonly userId: string
  readonly projectId: string
}

type Unchecked = Omit<BudgetedRow, 'limits'> & { readonly limits: Limits }

/** All of a project that have a budget, with the limits that gateways heed. */
export async function readBudgeted(
  context: ServerContext,
  reader: Reader,
): Promise<{ readonly rows: readonly BudgetedRow[]; readonly hasMore: boolean }> {
  const found = await listProjectBudgeted(context, reader)
  const [keys, holders] = await Promise.all([
    withNamedLimits(context, found.keys),
    withNamedLimits(context, found.holders),
  ])
  const spend = await spendOfKeys(context, keys)
  const all: readonly Unchecked[] = [
    ...keys.map((row) => ({
      kind: 'key' as const,
      id: row.hash,
      ...{ memberId: null, teamName: null, budgetId: row.budgetId, isBlocked: row.blocked },
      name: row.alias ?? row.displayKey,
      ids: hashesOf(row),
      limits: row.limits,
      spend: spend.get(row.hash) ?? 0,
      spendResetAt: row.spendResetAt,
    })),
    ...holders.map((row) => ({
      kind: row.kind as 'team' | 'user' | 'end_user',
      id: row.id,
      ...{ memberId: null, teamName: null, budgetId: row.budgetId, isBlocked: row.blocked },
      name: row.alias ?? row.email ?? row.id,
      ids: [row.id],
      limits: row.limits,
      spendResetAt: row.spendResetAt,
    })),
    ...found.members.map(({ teamId, userId, email, teamName, limits }) => ({
      kind: 'team_member' as const,
      id: teamId,
      ...{ memberId: userId, teamName, budgetId: null, isBlocked: false },
      name: email ?? userId,
      ids: [teamId],
      limits,
      spendResetAt: null,
    })),
  ]
  return { rows: all.filter(isBudgeted), hasMore: found.hasMore }
}

/** Limits with a name may hold no budget. */
function isBudgeted(row: Unchecked): row is BudgetedRow {
  return row.limits.maxBudget !== undefined
}

const dayMs = 86_400_000
/** As many days tell how fast money is spent. */
const recentDays = 7

/** With what each has spent, in the window of its budget and lately; who has used most of it comes first. */
export async function presentBudgeted(context: ServerContext, rows: readonly BudgetedRow[]) {
  const now = context.clock.now().getTime()
  const recentFrom = Math.floor(now / dayMs) * dayMs - (recentDays - 1) * dayMs
  const inWindow = (row: BudgetedRow) => toSpender(row, spendStart(row, now))
  const lately = (row: BudgetedRow) =>
    toSpender(row, Math.max(recentFrom, spendWindow(row.limits, now).startsAt))
  const spend = await spendSince(context, [
    ...rows.filter((row) => row.spend === undefined).map(inWindow),
    ...rows.map(lately),
  ])
  return rows
    .map((row) => ({
      ...presentOne(row, row.spend ?? spend(inWindow(row)), now),
      recent: { since: new Date(lately(row).from).toISOString(), spend: spend(lately(row)) },
    }))
    .sort((a, b) => shareOf(b) - shareOf(a))
}

/** One with its spend by day. */
export async function presentOneBudgeted(context: ServerContext, row: BudgetedRow) {
  const now = context.clock.now().getTime()
  const spender = toSpender(row, spendStart(row, now))
  const [spend, days] = await Promise.all([
    spendSince(context, [spender]),
    spendByDay(context, row.limits, linesOf(row)),
  ])
  return { ...presentOne(row, row.spend ?? spend(spender), now), ...days }
}

function toSpender({ kind, ids, memberId }: BudgetedRow, from: number) {
  return { kind, ids, memberId: memberId ?? undefined, from }
}

/** Which lines of the ledger its budget counts. */
function linesOf({ kind, ids, memberId }: BudgetedRow) {
  if (kind === 'team_member') return { team: [...ids], user: [memberId ?? ''] }
  // The budget of a user is for personal keys.
  if (kind === 'user') return { user: [...ids], team: [''] }
  return { [kind]: [...ids] }
}

function presentOne(row: BudgetedRow, spend: number, now: number) {
  const { kind, id, memberId, name, teamName, budgetId, isBlocked, limits } = row
  return {
    ...{ kind, id, memberId, name, teamName, budgetId, isBlocked },
    ...presentBudget(limits, spend, now),
    maxBudget: limits.maxBudget,
    softBudget: limits.softBudget ?? null,
  }
}

function shareOf({ spend, maxBudget }: { readonly spend: number; readonly maxBudget: number }): number {
  return maxBudget === 0 ? 1 : spend / maxBudget
}
