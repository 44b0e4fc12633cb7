import {
  globalSpend,
  globalSpendEndUsers,
  globalSpendKeys,
  globalSpendModels,
  globalSpendProviders,
  globalSpendTags,
  globalSpendTeams,
  listEndUsersOfCalls,
  listTagNames,
  resetGlobalSpend,
  spendOfKeys,
  spendOfTags,
  spendOfUsers,
} from '@kansoku/contracts'
import { hashOf, listGatewayKeys, listHolders, resetAllSpend } from '@kansoku/platform'
import { getSpendSums, type SpendDimension, type SpendSum } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { requireMasterKey } from './caller.ts'
import { managementRoute } from './management-route.ts'
import { presentUsers } from './present-holders.ts'
import { presentKeys } from './present-key.ts'
import { type Days, lastMonth, periodOf } from './spend-period.ts'

const mostListed = 1000

/** What keys, users, tags, teams, models and providers have spent. */
export const spendRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    managementRoute(context, spendOfKeys, async () => {
      const { keys } = await listGatewayKeys(context, { limit: mostListed, offset: 0 })
      return (await presentKeys(context, keys)).sort(mostFirst)
    }),
  )

  app.route(
    managementRoute(context, spendOfUsers, async ({ query: { user_id } }) => {
      const ids = user_id === undefined ? undefined : [user_id]
      const { holders } = await listHolders(context, { kind: 'user', ids, limit: mostListed })
      return (await presentUsers(context, holders)).sort(mostFirst)
    }),
  )

  app.route(
    managementRoute(context, spendOfTags, async ({ query }) =>
      (await sumTags(context, query)).map(({ of, spend, requests }) => ({
        individual_request_tag: of.tag,
        log_count: requests,
        total_spend: spend,
      })),
    ),
  )

  app.route(
    managementRoute(context, globalSpendTags, async ({ query: { tags, ...days } }) => {
      const wanted = tags?.split(',').map((tag) => tag.trim())
      return (await sumTags(context, days))
        .filter(({ of }) => wanted?.includes(of.tag) ?? true)
        .map(({ of, spend, requests }) => ({ name: of.tag, spend, log_count: requests }))
    }),
  )

  app.route(
    managementRoute(context, listTagNames, async () => ({
      tag_names: (await sumTags(context, {})).map(({ of }) => of.tag).sort(),
    })),
  )

  app.route(
    managementRoute(context, globalSpend, async () => {
      const [sum] = await getSpendSums(analytics, { by: [] })
      return { spend: sum?.spend ?? 0, max_budget: null }
    }),
  )

  app.route(
    managementRoute(context, resetGlobalSpend, async ({ caller }) => {
      requireMasterKey(caller, resetGlobalSpend.path)
      await resetAllSpend(context, { by: caller.id })
      return { message: 'Spend for all API Keys and Teams reset successfully', status: 'success' as const }
    }),
  )

  app.route(
    managementRoute(context, globalSpendKeys, async ({ query: { limit } }) => {
      const top = (await sumLastMonth(context, 'key')).slice(0, limit)
      const { keys } = await listGatewayKeys(context, { limit: mostListed, offset: 0 })
      const known = new Map(keys.map((key) => [key.hash, key]))
      return top.map(({ of, spend }) => ({
        api_key: of.key,
        key_alias: known.get(of.key)?.alias ?? null,
        key_name: known.get(of.key)?.displayKey ?? null,
        total_spend: spend,
      }))
    }),
  )

  app.route(
    managementRoute(context, globalSpendModels, async ({ query: { limit } }) =>
      (await sumLastMonth(context, 'model'))
        .slice(0, limit)
        .map(({ of, spend }) => ({ model: of.model, total_spend: spend })),
    ),
  )

  app.route(
    managementRoute(context, globalSpendProviders, async ({ query }) => {
      const sums = await getSpendSums(analytics, { ...periodOf(query), by: ['provider'] })
      return sums.map(({ of, spend }) => ({ provider: of.provider || 'Unknown', spend })).sort(mostFirst)
    }),
  )

  app.route(
    managementRoute(context, globalSpendEndUsers, async ({ body }) => {
      const only = body?.api_key ? { key: [hashOf(body.api_key)] } : {}
      const days = { start_date: dayOf(body?.startTime), end_date: dayOf(body?.endTime) }
      const sums = await getSpendSums(analytics, { ...periodOf(days), only, by: ['end_user'] })
      return named(sums, 'end_user').map(({ of, spend, requests }) => ({
        end_user: of.end_user,
        total_count: requests,
        total_spend: spend,
      }))
    }),
  )

  app.route(
    managementRoute(context, listEndUsersOfCalls, async () => {
      const sums = named(await getSpendSums(analytics, { by: ['end_user'] }), 'end_user')
      return { end_users: sums.map(({ of }) => of.end_user).sort() }
    }),
  )

  app.route(
    managementRoute(context, globalSpendTeams, async () => {
      const sums = named(
        await getSpendSums(analytics, { ...lastMonth(context.clock.now()), by: ['team', 'day'] }),
        'team',
      )
      const byDay = Map.groupBy(sums, ({ of }) => of.day)
      const byTeam = Map.groupBy(sums, ({ of }) => of.team)
      return {
        daily_spend: [...byDay].sort(byName).map(([date, own]) => ({
          ...Object.fromEntries(own.map(({ of, spend }) => [of.team, spend])),
          date,
        })),
        teams: [...byTeam.keys()],
        total_spend_per_team: [...byTeam].map(([team_id, own]) => ({
          team_id,
          total_spend: own.reduce((sum, { spend }) => sum + spend, 0),
        })),
      }
    }),
  )
}

function mostFirst(a: { readonly spend: number }, b: { readonly spend: number }): number {
  return b.spend - a.spend
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** Those that have a name, the dearest first. */
function named<D extends SpendDimension>(sums: readonly SpendSum<D>[], by: NoInfer<D>): SpendSum<D>[] {
  return sums.filter(({ of }) => of[by] !== '').sort(mostFirst)
}

async function sumTags({ analytics }: ServerContext, days: Days): Promise<SpendSum<'tag'>[]> {
  return named(await getSpendSums(analytics, { ...periodOf(days), by: ['tag'] }), 'tag')
}

async function sumLastMonth<D extends SpendDimension>(
  { analytics, clock }: ServerContext,
  by: D,
): Promise<SpendSum<D>[]> {
  return named(await getSpendSums(analytics, { ...lastMonth(clock.now()), by: [by] }), by)
}

/** Whole days are counted: LiteLLM's clients send instants here. */
function dayOf(instant: string | null | undefined): string | undefined {
  const time = Date.parse(instant ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}
