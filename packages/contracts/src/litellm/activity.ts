import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { name, page, pageSize } from './fields.ts'
import { count, days, dollars } from './spend-fields.ts'

const activity = z.object({
  daily_data: z.array(z.object({ date: z.string(), api_requests: count, total_tokens: count })),
  sum_api_requests: count,
  sum_total_tokens: count,
})
export type Activity = z.infer<typeof activity>

export const globalActivity = defineRoute({
  method: 'GET',
  path: '/global/activity',
  summary: 'Calls and tokens, day by day',
  query: z.object(days),
  response: activity,
})

export const globalActivityOfModels = defineRoute({
  method: 'GET',
  path: '/global/activity/model',
  summary: 'Calls and tokens of each model, day by day',
  query: z.object(days),
  response: z.array(activity.extend({ model: z.string() })),
})

export const globalCacheHits = defineRoute({
  method: 'GET',
  path: '/global/activity/cache_hits',
  summary: 'How many calls were answered from the cache, by key, kind of call and model',
  query: z.object(days),
  response: z.array(
    z.object({
      api_key: z.string(),
      call_type: z.string(),
      model: z.string(),
      total_rows: count,
      cache_hit_true_rows: count,
      cached_completion_tokens: count,
      generated_completion_tokens: count,
    }),
  ),
})

export const globalExceptions = defineRoute({
  method: 'GET',
  path: '/global/activity/exceptions',
  summary: 'Calls that a provider refused because there were too many, day by day',
  query: z.object({ ...days, model_group: name.optional() }),
  response: z.object({
    daily_data: z.array(z.object({ date: z.string(), num_rate_limit_exceptions: count })),
    sum_num_rate_limit_exceptions: count,
  }),
})

const metrics = z.object({
  spend: dollars,
  prompt_tokens: count,
  completion_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  total_tokens: count,
  api_requests: count,
  successful_requests: count,
  failed_requests: count,
})
export type SpendMetrics = z.infer<typeof metrics>

const part = z.record(
  z.string(),
  z.object({ metrics, metadata: z.record(z.string(), z.string().nullable()) }),
)

const dailyActivity = z.object({
  results: z.array(
    z.object({
      date: z.string(),
      metrics,
      breakdown: z.object({
        models: part,
        model_groups: part,
        providers: part,
        api_keys: part,
        entities: part,
      }),
    }),
  ),
  metadata: z.object({
    total_spend: dollars,
    total_prompt_tokens: count,
    total_completion_tokens: count,
    total_tokens: count,
    total_api_requests: count,
    total_successful_requests: count,
    total_failed_requests: count,
    total_cache_read_input_tokens: count,
    total_cache_creation_input_tokens: count,
    page: count,
    total_pages: count,
    has_more: z.boolean(),
  }),
})
export type DailyActivity = z.infer<typeof dailyActivity>

/** Whose days LiteLLM tells apart, and the parameter that names some of them. */
export const dailyActivities = [
  ['user', 'user_id'],
  ['team', 'team_ids'],
  ['tag', 'tags'],
  ['customer', 'end_user_ids'],
  ['organization', 'organization_ids'],
] as const

export function dailyActivityRoute([who, ids]: (typeof dailyActivities)[number]) {
  return defineRoute({
    method: 'GET',
    path: `/${who}/daily/activity`,
    summary: 'Calls, tokens and spend, a page of days at a time, newest first',
    query: z.object({ ...activityQuery(ids), page, page_size: pageSize.default(50) }) as z.ZodType<
      WholeActivityQuery & { readonly page: number; readonly page_size: number }
    >,
    response: dailyActivity,
  })
}

/** Those of whom LiteLLM tells all days at once as well. */
export const wholeActivities = [dailyActivities[0], dailyActivities[1]] as const

export function wholeActivityRoute([who, ids]: (typeof wholeActivities)[number]) {
  return defineRoute({
    method: 'GET',
    path: `/${who}/daily/activity/aggregated`,
    summary: 'Calls, tokens and spend of all days, newest first',
    query: z.object(activityQuery(ids)) as z.ZodType<WholeActivityQuery>,
    response: dailyActivity,
  })
}

function activityQuery(ids: string) {
  return { ...days, [ids]: z.string().optional(), model: name.optional(), api_key: z.string().optional() }
}

interface WholeActivityQuery {
  readonly start_date?: string
  readonly end_date?: string
  readonly model?: string
  readonly api_key?: string
  /** The parameter that names some of them. */
  readonly [ids: string]: string | number | undefined
}
