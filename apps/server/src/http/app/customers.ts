import {
  type Customer,
  type CustomerWishes,
  changeProjectCustomer as changeRoute,
  createProjectCustomer as createRoute,
  deleteProjectCustomer as deleteRoute,
  type HolderChanges,
  listProjectCustomers as listRoute,
} from '@kansoku/contracts'
import {
  changeProjectCustomer,
  createProjectCustomer,
  deleteProjectCustomer,
  type GatewayHolderRow,
  listProjectCustomers,
} from '@kansoku/platform'
import { getUsageBy, type UsageOf } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { spendSince } from '../spend-since.ts'
import { spendWindow } from '../spend-window.ts'
import { appRoute } from './app-route.ts'
import { presentBudget, presentOwnLimits, withNamedLimits } from './present-budget.ts'

const recentMs = 30 * 86_400_000
const mostListed = 1000

/** End users, as the calls of a project name them. */
export const customerRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const found = await listProjectCustomers(context, { userId: user.id, ...params })
      const recent = await recentUsage(context, params.projectId)
      const kept = await presentKept(context, found.customers, recent.rows)
      const known = new Set(kept.map(({ id }) => id))
      const others = recent.rows.filter(({ id }) => id !== '' && !known.has(id)).map(presentCalled)
      return {
        customers: [...kept, ...others].sort((a, b) => b.recent.spend - a.recent.spend),
        hasMore: found.hasMore || recent.hasMore,
        mayChange: found.mayChange,
      }
    }),
  )
  app.route(
    appRoute(context, createRoute, async ({ user, params, body: { id: customerId, ...wishes } }) => {
      const changes = toChanges(wishes)
      await createProjectCustomer(context, { userId: user.id, ...params, customerId, changes })
      return {}
    }),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params, body }) => {
      await changeProjectCustomer(context, { userId: user.id, ...params, changes: toChanges(body) })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteProjectCustomer(context, { userId: user.id, ...params })
      return {}
    }),
  )
}

function recentUsage({ analytics, clock }: ServerContext, projectId: string) {
  const to = clock.now()
  const from = new Date(to.getTime() - recentMs)
  const range = { from: from.toISOString(), to: to.toISOString() }
  return getUsageBy(analytics, { projectId, by: 'endUser', ...range, limit: mostListed })
}

async function presentKept(
  context: ServerContext,
  stored: readonly GatewayHolderRow[],
  recent: readonly UsageOf[],
): Promise<Customer[]> {
  const now = context.clock.now().getTime()
  const rows = await withNamedLimits(context, stored)
  const toSpender = ({ id, limits }: GatewayHolderRow) => ({
    kind: 'end_user' as const,
    ids: [id],
    from: spendWindow(limits, now).startsAt,
  })
  const spend = await spendSince(context, rows.map(toSpender))
  const calls = new Map(recent.map((usage) => [usage.id, usage]))
  return rows.map((row) => ({
    id: row.id,
    alias: row.alias,
    isKept: true,
    isBlocked: row.blocked,
    budgetId: row.budgetId,
    allowedModelRegion: row.allowedModelRegion,
    defaultModel: row.defaultModel,
    ...presentBudget(row.limits, spend(toSpender(row)), now),
    rpmLimit: row.limits.rpmLimit ?? null,
    tpmLimit: row.limits.tpmLimit ?? null,
    own: presentOwnLimits(row.own),
    recent: presentRecent(calls.get(row.id)),
  }))
}

/** One that is known from calls alone. */
function presentCalled(usage: UsageOf): Customer {
  return {
    id: usage.id,
    ...{ alias: null, isKept: false, isBlocked: false, budgetId: null },
    ...{ allowedModelRegion: null, defaultModel: null },
    ...{ spend: usage.spend, maxBudget: null, budgetDuration: null, budgetResetAt: null },
    ...{ rpmLimit: null, tpmLimit: null, own: presentOwnLimits({}) },
    recent: presentRecent(usage),
  }
}

function presentRecent(usage: UsageOf | undefined) {
  return { calls: usage?.calls ?? 0, spend: usage?.spend ?? 0 }
}

/** In the words of the management routes; what is absent stays absent. */
function toChanges(wishes: CustomerWishes): HolderChanges {
  const { alias, isBlocked, budgetId, maxBudget, budgetDuration, rpmLimit, tpmLimit } = wishes
  const { allowedModelRegion, defaultModel } = wishes
  const words = {
    ...{ alias, blocked: isBlocked, budgetId, allowedModelRegion, defaultModel },
    ...{ max_budget: maxBudget, budget_duration: budgetDuration },
    ...{ rpm_limit: rpmLimit, tpm_limit: tpmLimit },
  }
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
}
