import {
  type Activity,
  type DailyActivity,
  dailyActivities,
  dailyActivityRoute,
  globalActivity,
  globalActivityOfModels,
  globalCacheHits,
  globalExceptions,
  type RouteRequest,
  type SpendMetrics,
  wholeActivities,
  wholeActivityRoute,
} from '@kansoku/contracts'
import { hashOf } from '@kansoku/platform'
import { askCacheHits, askRateLimited, getSpendSums, type SpendSum } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { periodOf } from './spend-period.ts'

const dimensionOf = {
  user: 'user',
  team: 'team',
  tag: 'tag',
  customer: 'end_user',
  organization: 'organization',
} as const

/** Calls, tokens and spend by day. */
export const activityRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    managementRoute(context, globalActivity, async ({ query }) =>
      presentActivity(await getSpendSums(analytics, { ...periodOf(query), by: ['day'] })),
    ),
  )

  app.route(
    managementRoute(context, globalActivityOfModels, async ({ query }) => {
      const sums = await getSpendSums(analytics, { ...periodOf(query), by: ['model', 'day'] })
      return [...Map.groupBy(sums, ({ of }) => of.model)].map(([model, own]) => ({
        model,
        ...presentActivity(own),
      }))
    }),
  )

  app.route(
    managementRoute(context, globalCacheHits, async ({ query }) =>
      (await askCacheHits(analytics, periodOf(query))).map((row) => ({
        api_key: row.key,
        call_type: row.call_type,
        model: row.model,
        total_rows: row.calls,
        cache_hit_true_rows: row.hits,
        cached_completion_tokens: row.cached_tokens,
        generated_completion_tokens: row.generated_tokens,
      })),
    ),
  )

  app.route(
    managementRoute(context, globalExceptions, async ({ query: { model_group, ...days } }) => {
      const only = model_group === undefined ? {} : { model_group: [model_group] }
      const rows = await askRateLimited(analytics, { ...periodOf(days), only })
      return {
        daily_data: rows.map(({ day, tries }) => ({ date: day, num_rate_limit_exceptions: tries })),
        sum_num_rate_limit_exceptions: rows.reduce((sum, { tries }) => sum + tries, 0),
      }
    }),
  )

  for (const activity of dailyActivities) {
    const entity = dimensionOf[activity[0]]
    app.route(
      managementRoute(context, dailyActivityRoute(activity), async ({ query }) => {
        const { page, page_size: pageSize, ...wish } = query
        return presentDays(await sumDays(context, activity, wish), entity, { page, pageSize })
      }),
    )
  }

  for (const activity of wholeActivities) {
    const all = { page: 1, pageSize: Number.POSITIVE_INFINITY }
    app.route(
      managementRoute(context, wholeActivityRoute(activity), async ({ query }) =>
        presentDays(await sumDays(context, activity, query), dimensionOf[activity[0]], all),
      ),
    )
  }
}

/** What calls cost day by day, of some or of all who are known by name. */
async function sumDays(
  { analytics }: ServerContext,
  [who, ids]: (typeof dailyActivities)[number],
  query: RouteRequest<ReturnType<typeof wholeActivityRoute>>['query'],
): Promise<readonly DaySum[]> {
  const entity = dimensionOf[who]
  const { model, api_key } = query
  const wanted = typeof query[ids] === 'string' ? query[ids].split(',') : undefined
  const sums = await getSpendSums(analytics, {
    ...periodOf(query),
    only: {
      ...(model === undefined ? {} : { model: [model] }),
      ...(api_key === undefined ? {} : { key: [hashOf(api_key)] }),
      ...(wanted === undefined || entity === 'tag' ? {} : { [entity]: wanted }),
    },
    by: ['day', 'model', 'model_group', 'provider', 'key', entity],
  })
  return sums.filter(
    ({ of }) => of[entity] !== '' && (entity !== 'tag' || (wanted?.includes(of.tag) ?? true)),
  )
}

function presentActivity(sums: readonly SpendSum<'day'>[]): Activity {
  return {
    daily_data: sums.map(({ of, requests, total_tokens }) => ({
      date: of.day,
      api_requests: requests,
      total_tokens,
    })),
    sum_api_requests: sums.reduce((total, { requests }) => total + requests, 0),
    sum_total_tokens: sums.reduce((total, { total_tokens }) => total + total_tokens, 0),
  }
}

type Entity = (typeof dimensionOf)[keyof typeof dimensionOf]
type DaySum = SpendSum<'day' | 'model' | 'model_group' | 'provider' | 'key' | Entity>

function presentDays(
  sums: readonly DaySum[],
  entity: Entity,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): DailyActivity {
  const days = [...Map.groupBy(sums, ({ of }) => of.day)].sort(([a], [b]) => (a < b ? 1 : -1))
  const total = measure(sums)
  const totalPages = Math.max(1, Math.ceil(days.length / pageSize))
  return {
    results: days.slice((page - 1) * pageSize, page * pageSize).map(([date, own]) => ({
      date,
      metrics: measure(own),
      breakdown: {
        models: partsOf(own, 'model'),
        model_groups: partsOf(own, 'model_group'),
        providers: partsOf(own, 'provider'),
        api_keys: partsOf(own, 'key'),
        entities: partsOf(own, entity),
      },
    })),
    metadata: {
      total_spend: total.spend,
      total_prompt_tokens: total.prompt_tokens,
      total_completion_tokens: total.completion_tokens,
      total_tokens: total.total_tokens,
      total_api_requests: total.api_requests,
      total_successful_requests: total.successful_requests,
      total_failed_requests: total.failed_requests,
      total_cache_read_input_tokens: total.cache_read_input_tokens,
      total_cache_creation_input_tokens: total.cache_creation_input_tokens,
      page,
      total_pages: totalPages,
      has_more: page < totalPages,
    },
  }
}

function partsOf(sums: readonly DaySum[], by: keyof DaySum['of']) {
  const parts = Map.groupBy(sums, ({ of }) => of[by])
  return Object.fromEntries([...parts].map(([name, own]) => [name, { metrics: measure(own), metadata: {} }]))
}

function measure(sums: readonly DaySum[]): SpendMetrics {
  const add = (count: (sum: DaySum) => number) => sums.reduce((total, sum) => total + count(sum), 0)
  return {
    spend: add(({ spend }) => spend),
    prompt_tokens: add(({ prompt_tokens }) => prompt_tokens),
    completion_tokens: add(({ completion_tokens }) => completion_tokens),
    cache_read_input_tokens: add(({ cache_read_tokens }) => cache_read_tokens),
    cache_creation_input_tokens: add(({ cache_write_tokens }) => cache_write_tokens),
    total_tokens: add(({ total_tokens }) => total_tokens),
    api_requests: add(({ requests }) => requests),
    successful_requests: add(({ requests, failed }) => requests - failed),
    failed_requests: add(({ failed }) => failed),
  }
}
