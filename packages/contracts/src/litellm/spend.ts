import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { name, page, pageSize } from './fields.ts'
import { keyInfo } from './keys.ts'
import { count, days, dollars } from './spend-fields.ts'
import { userInfo } from './users.ts'

export const spendOfKeys = defineRoute({
  method: 'GET',
  path: '/spend/keys',
  summary: 'Virtual keys, those that spent most first',
  response: z.array(keyInfo),
})

export const spendOfUsers = defineRoute({
  method: 'GET',
  path: '/spend/users',
  summary: 'Users, those that spent most first, or one of them',
  query: z.object({ user_id: name.optional() }),
  response: z.array(userInfo),
})

export const spendOfTags = defineRoute({
  method: 'GET',
  path: '/spend/tags',
  summary: 'What calls with each tag cost',
  query: z.object(days),
  response: z.array(z.object({ individual_request_tag: z.string(), log_count: count, total_spend: dollars })),
})

const spendLog = z.object({
  request_id: z.string(),
  trace_id: z.string(),
  session_id: z.null(),
  call_type: z.string(),
  api_key: z.string(),
  spend: dollars,
  total_tokens: count,
  prompt_tokens: count,
  completion_tokens: count,
  startTime: z.string(),
  endTime: z.string().nullable(),
  completionStartTime: z.string().nullable(),
  model: z.string(),
  model_id: z.string(),
  model_group: z.string(),
  custom_llm_provider: z.string(),
  user: z.string(),
  team_id: z.string(),
  organization_id: z.string(),
  end_user: z.string(),
  request_tags: z.array(z.string()),
  requester_ip_address: z.string(),
  cache_hit: z.string(),
  status: z.enum(['success', 'failure']),
})
export type SpendLog = z.infer<typeof spendLog>

/** LiteLLM puts the spend of each key beside these, under its hash. */
const daySummary = z.looseObject({
  startTime: z.string(),
  spend: dollars,
  users: z.record(z.string(), dollars),
  models: z.record(z.string(), dollars),
})

export const listSpendLogs = defineRoute({
  method: 'GET',
  path: '/spend/logs',
  summary:
    'Recorded calls, newest first, at most 1,000; with both dates a sum for each day unless summarize=false',
  query: z.object({
    request_id: z.string().optional(),
    api_key: z.string().optional(),
    user_id: name.optional(),
    ...days,
    summarize: z.enum(['true', 'false', 'True', 'False']).optional(),
  }),
  response: z.array(z.union([spendLog, daySummary])),
})

/** A day, or an instant in UTC as LiteLLM's clients write it. */
const dayOrInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d)?$/, 'Write YYYY-MM-DD HH:MM:SS')
  .refine((text) => !Number.isNaN(Date.parse(text.replace(' ', 'T'))), 'There is no such time')

/** LiteLLM has it under two names. */
export const spendLogPagePaths = ['/spend/logs/v2', '/spend/logs/ui'] as const

export function spendLogPageRoute(path: (typeof spendLogPagePaths)[number]) {
  return defineRoute({
    method: 'GET',
    path,
    summary: 'A page of the calls in the ledger',
    query: z.object({
      request_id: z.string().optional(),
      api_key: z.string().optional(),
      user_id: name.optional(),
      team_id: name.optional(),
      end_user: name.optional(),
      model: name.optional(),
      status_filter: z.enum(['success', 'failure']).optional(),
      start_date: dayOrInstant.optional(),
      end_date: dayOrInstant.optional(),
      page,
      page_size: pageSize.default(50),
      sort_by: z.enum(['startTime', 'endTime', 'spend', 'total_tokens']).default('startTime'),
      sort_order: z.enum(['asc', 'desc']).default('desc'),
    }),
    response: z.object({
      data: z.array(spendLog),
      total: count,
      page: count,
      page_size: count,
      total_pages: count,
    }),
  })
}

export const globalSpend = defineRoute({
  method: 'GET',
  path: '/global/spend',
  summary: 'What all calls cost',
  response: z.object({ spend: dollars, max_budget: z.null() }),
})

export const resetGlobalSpend = defineRoute({
  method: 'POST',
  path: '/global/spend/reset',
  summary: 'Set what all virtual keys and teams have spent to zero, with the master key; recorded calls stay',
  response: z.object({ message: z.string(), status: z.literal('success') }),
})

export const globalSpendLogs = defineRoute({
  method: 'GET',
  path: '/global/spend/logs',
  summary: 'What calls of the last 30 days cost, day by day',
  query: z.object({ api_key: z.string().optional() }),
  response: z.array(z.object({ date: z.string(), spend: dollars })),
})

const limit = z.coerce.number().int().min(1).max(1000).default(10)

export const globalSpendKeys = defineRoute({
  method: 'GET',
  path: '/global/spend/keys',
  summary: 'Virtual keys that spent most in the last 30 days',
  query: z.object({ limit }),
  response: z.array(
    z.object({
      api_key: z.string(),
      key_alias: z.string().nullable(),
      key_name: z.string().nullable(),
      total_spend: dollars,
    }),
  ),
})

export const globalSpendTeams = defineRoute({
  method: 'GET',
  path: '/global/spend/teams',
  summary: 'What teams spent in the last 30 days, day by day',
  response: z.object({
    daily_spend: z.array(z.record(z.string(), z.union([z.string(), dollars]))),
    teams: z.array(z.string()),
    total_spend_per_team: z.array(z.object({ team_id: z.string(), total_spend: dollars })),
  }),
})

export const globalSpendModels = defineRoute({
  method: 'GET',
  path: '/global/spend/models',
  summary: 'Models that cost most in the last 30 days',
  query: z.object({ limit }),
  response: z.array(z.object({ model: z.string(), total_spend: dollars })),
})

export const globalSpendProviders = defineRoute({
  method: 'GET',
  path: '/global/spend/provider',
  summary: 'What each provider cost',
  query: z.object(days),
  response: z.array(z.object({ provider: z.string(), spend: dollars })),
})

export const globalSpendEndUsers = defineRoute({
  method: 'POST',
  path: '/global/spend/end_users',
  summary: 'End users whose calls cost most',
  body: z
    .object({
      api_key: z.string().nullish(),
      startTime: z.string().nullish(),
      endTime: z.string().nullish(),
    })
    .nullish(),
  response: z.array(z.object({ end_user: z.string(), total_count: count, total_spend: dollars })),
})

export const listEndUsersOfCalls = defineRoute({
  method: 'GET',
  path: '/global/spend/all_end_users',
  summary: 'End users that calls were for',
  response: z.object({ end_users: z.array(z.string()) }),
})

export const globalSpendTags = defineRoute({
  method: 'GET',
  path: '/global/spend/tags',
  summary: 'What calls with each tag cost',
  query: z.object({ ...days, tags: z.string().optional() }),
  response: z.array(z.object({ name: z.string(), spend: dollars, log_count: count })),
})

export const listTagNames = defineRoute({
  method: 'GET',
  path: '/global/spend/all_tag_names',
  summary: 'Tags that calls carried',
  response: z.object({ tag_names: z.array(z.string()) }),
})

const usageOfModel = z.object({
  model: z.string(),
  spend: dollars,
  total_tokens: count,
  api_key: z.string(),
})
const costOfModel = z.object({
  model: z.string(),
  total_cost: dollars,
  total_input_tokens: count,
  total_output_tokens: count,
})

export const globalSpendReport = defineRoute({
  method: 'GET',
  path: '/global/spend/report',
  summary: 'What teams, customers or keys spent, for bills',
  query: z.object({
    ...days,
    group_by: z.enum(['team', 'customer', 'api_key']).default('team'),
    api_key: z.string().optional(),
    internal_user_id: name.optional(),
    team_id: name.optional(),
    customer_id: name.optional(),
  }),
  response: z.array(
    z.union([
      z.object({
        group_by_day: z.string(),
        teams: z.array(
          z.object({ team_name: z.string(), total_spend: dollars, metadata: z.array(usageOfModel) }),
        ),
      }),
      z.object({
        group_by_day: z.string(),
        customers: z.array(
          z.object({ customer: z.string(), total_spend: dollars, metadata: z.array(usageOfModel) }),
        ),
      }),
      z.object({
        api_key: z.string(),
        total_cost: dollars,
        total_input_tokens: count,
        total_output_tokens: count,
        model_details: z.array(costOfModel),
      }),
    ]),
  ),
})
export type SpendReport = z.infer<(typeof globalSpendReport)['response']>

export const predictSpend = defineRoute({
  method: 'POST',
  path: '/global/predict/spend/logs',
  summary:
    'What will have been spent by the end of the month of the last day given, at the pace of the last seven',
  body: z.object({
    data: z
      .array(z.object({ date: z.iso.date(), spend: dollars.min(0) }))
      .min(1)
      .max(10_000),
  }),
  response: z.object({
    response: z.array(z.object({ date: z.string(), predicted_spend: dollars })),
    predicted_spend: z.string(),
  }),
})
