import {
  globalSpendLogs,
  listSpendLogs,
  type RouteRequest,
  type SpendLog,
  spendLogPagePaths,
  spendLogPageRoute,
} from '@kansoku/contracts'
import { hashOf } from '@kansoku/platform'
import { askSpendLogs, countSpendLogs, getSpendSums } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { lastMonth, periodOf } from './spend-period.ts'

const mostListed = 1000

/** Recorded calls, one by one or summed up by day. */
export const spendLogRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    managementRoute(context, listSpendLogs, async ({ query }) => {
      const { request_id: requestId, api_key, user_id, start_date, end_date, summarize } = query
      const scope = {
        ...periodOf({ start_date, end_date }),
        only: {
          ...(api_key === undefined ? {} : { key: [hashOf(api_key)] }),
          ...(user_id === undefined ? {} : { user: [user_id] }),
        },
      }
      const isSummary = start_date && end_date && summarize?.toLowerCase() !== 'false'
      if (isSummary) return summarizeDays(await getSpendSums(analytics, { ...scope, by: byDay }))
      const rows = await askSpendLogs(analytics, { ...scope, requestId, limit: mostListed })
      return rows.map(presentLog)
    }),
  )

  for (const path of spendLogPagePaths) {
    app.route(
      managementRoute(context, spendLogPageRoute(path), async ({ query }) => {
        const { page, page_size, sort_by, sort_order } = query
        const scope = scopeOf(query)
        const [counted] = await countSpendLogs(analytics, scope)
        const rows = await askSpendLogs(analytics, {
          ...scope,
          limit: page_size,
          offset: (page - 1) * page_size,
          orderBy: orderOf[sort_by],
          ascending: sort_order === 'asc',
        })
        const total = counted?.items ?? 0
        const total_pages = Math.ceil(total / page_size)
        return { data: rows.map(presentLog), total, page, page_size, total_pages }
      }),
    )
  }

  app.route(
    managementRoute(context, globalSpendLogs, async ({ query: { api_key } }) => {
      const only = api_key === undefined ? {} : { key: [hashOf(api_key)] }
      const scope = { ...lastMonth(context.clock.now()), only, by: ['day'] as const }
      const sums = await getSpendSums(analytics, scope)
      return sums.map(({ of, spend }) => ({ date: of.day, spend }))
    }),
  )
}

const orderOf = { startTime: 'started', endTime: 'ended', spend: 'spend', total_tokens: 'tokens' } as const

function scopeOf(query: RouteRequest<ReturnType<typeof spendLogPageRoute>>['query']) {
  const { request_id, api_key, user_id, team_id, end_user, model, start_date, end_date } = query
  const named = { user: user_id, team: team_id, end_user, model, key: api_key && hashOf(api_key) }
  const only = Object.entries(named).flatMap(([who, id]) => (id === undefined ? [] : [[who, [id]]]))
  return {
    ...(start_date === undefined ? {} : { from: instantOf(start_date).toISOString() }),
    ...(end_date === undefined ? {} : { to: after(end_date) }),
    ...(request_id === undefined ? {} : { requestId: request_id }),
    ...(query.status_filter === undefined ? {} : { status: query.status_filter }),
    only: Object.fromEntries(only) as Partial<Record<keyof typeof named, string[]>>,
  }
}

const lengthOfDay = 'YYYY-MM-DD'.length

function instantOf(text: string): Date {
  return new Date(text.length === lengthOfDay ? text : `${text.replace(' ', 'T')}Z`)
}

/** Where a day, or a second, has ended. */
function after(text: string): string {
  const length = text.length === lengthOfDay ? 86_400_000 : 1000
  return new Date(instantOf(text).getTime() + length).toISOString()
}

const byDay = ['day', 'key', 'user', 'model'] as const
type DaySum = Awaited<ReturnType<typeof getSpendSums<(typeof byDay)[number]>>>[number]

/** LiteLLM's day: its sum, those of users and models, and beside them those of keys. */
function summarizeDays(sums: readonly DaySum[]) {
  const days = Map.groupBy(sums, ({ of }) => of.day)
  return [...days].map(([startTime, own]) => ({
    ...sumBy(own, ({ of }) => of.key),
    startTime,
    spend: own.reduce((sum, { spend }) => sum + spend, 0),
    users: sumBy(own, ({ of }) => of.user),
    models: sumBy(own, ({ of }) => of.model),
  }))
}

function sumBy(sums: readonly DaySum[], nameOf: (sum: DaySum) => string): Record<string, number> {
  const spend = new Map<string, number>()
  for (const sum of sums) spend.set(nameOf(sum), (spend.get(nameOf(sum)) ?? 0) + sum.spend)
  return Object.fromEntries(spend)
}

function presentLog(row: Awaited<ReturnType<typeof askSpendLogs>>[number]): SpendLog {
  return {
    request_id: row.request_id,
    trace_id: row.trace_id,
    session_id: null,
    call_type: row.call_type,
    api_key: row.key,
    spend: row.spend,
    total_tokens: row.total_tokens,
    prompt_tokens: row.prompt_tokens,
    completion_tokens: row.completion_tokens,
    startTime: row.started_at,
    endTime: row.ended_at,
    completionStartTime: row.answered_at,
    model: row.model,
    model_id: row.deployment,
    model_group: row.model_group,
    custom_llm_provider: row.provider,
    user: row.user,
    team_id: row.team,
    organization_id: row.organization,
    end_user: row.end_user,
    request_tags: row.tags,
    requester_ip_address: row.address,
    cache_hit: row.cache_hit ? 'True' : 'False',
    status: row.status === 'failure' ? 'failure' : 'success',
  }
}
