import { globalSpendReport, type SpendReport } from '@kansoku/contracts'
import { hashOf, listHolders } from '@kansoku/platform'
import { getSpendSums, type SpendSum } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { periodOf } from './spend-period.ts'

type UsageSum = SpendSum<'day' | 'team' | 'end_user' | 'key' | 'model'>

/** What teams, customers or keys spent, for bills. */
export const spendReportRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, globalSpendReport, async ({ query }) => {
      const { api_key, internal_user_id, team_id, customer_id, group_by } = query
      const sums = await getSpendSums(context.analytics, {
        ...periodOf(query),
        only: {
          ...(api_key === undefined ? {} : { key: [hashOf(api_key)] }),
          ...(internal_user_id === undefined ? {} : { user: [internal_user_id] }),
          ...(team_id === undefined ? {} : { team: [team_id] }),
          ...(customer_id === undefined ? {} : { end_user: [customer_id] }),
        },
        by: ['day', 'team', 'end_user', 'key', 'model'],
      })
      // LiteLLM answers by key, too, where one key or one user is asked for.
      if (group_by === 'api_key' || api_key !== undefined || internal_user_id !== undefined)
        return reportKeys(sums)
      if (group_by === 'customer') return reportCustomers(sums)
      const { holders } = await listHolders(context, { kind: 'team', limit: 10_000 })
      return reportTeams(sums, new Map(holders.map(({ id, alias }) => [id, alias ?? id])))
    }),
  )
}

function reportTeams(sums: readonly UsageSum[], names: ReadonlyMap<string, string>): SpendReport {
  return daysOf(sums, ({ of }) => of.team).map(([group_by_day, teams]) => ({
    group_by_day,
    teams: teams.map(([id, own]) => ({
      team_name: names.get(id) ?? id,
      total_spend: totalOf(own, 'spend'),
      metadata: own.map(presentUsage),
    })),
  }))
}

function reportCustomers(sums: readonly UsageSum[]): SpendReport {
  return daysOf(sums, ({ of }) => of.end_user).map(([group_by_day, customers]) => ({
    group_by_day,
    customers: customers.map(([customer, own]) => ({
      customer,
      total_spend: totalOf(own, 'spend'),
      metadata: own.map(presentUsage),
    })),
  }))
}

function reportKeys(sums: readonly UsageSum[]): SpendReport {
  return [...Map.groupBy(sums, ({ of }) => of.key)].map(([api_key, own]) => ({
    api_key,
    total_cost: totalOf(own, 'spend'),
    total_input_tokens: totalOf(own, 'prompt_tokens'),
    total_output_tokens: totalOf(own, 'completion_tokens'),
    model_details: [...Map.groupBy(own, ({ of }) => of.model)].map(([model, some]) => ({
      model,
      total_cost: totalOf(some, 'spend'),
      total_input_tokens: totalOf(some, 'prompt_tokens'),
      total_output_tokens: totalOf(some, 'completion_tokens'),
    })),
  }))
}

/** By day, and by whom within it. */
function daysOf(
  sums: readonly UsageSum[],
  whoOf: (sum: UsageSum) => string,
): [string, [string, UsageSum[]][]][] {
  return [...Map.groupBy(sums, ({ of }) => of.day)].map(([day, own]) => [
    `${day}T00:00:00+00:00`,
    [...Map.groupBy(own, whoOf)],
  ])
}

function totalOf(sums: readonly UsageSum[], of: 'spend' | 'prompt_tokens' | 'completion_tokens'): number {
  return sums.reduce((total, sum) => total + sum[of], 0)
}

function presentUsage({ of, spend, total_tokens }: UsageSum) {
  return { model: of.model, spend, total_tokens, api_key: of.key }
}
