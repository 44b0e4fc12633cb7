import type { DailyModelUsage } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { askTracesPerDay, askUsagePerDay, type dailyScope, type UsagePerDay } from './daily-questions.ts'

export interface DayMetrics {
  /** `YYYY-MM-DD` in UTC. */
  readonly date: string
  readonly countTraces: number
  readonly countObservations: number
  /** US dollars. */
  readonly totalCost: number
  readonly usage: DailyModelUsage[]
}

/** Days with at least one trace or observation, the newest first. */
export async function getDailyMetrics(
  store: AnalyticsStore,
  {
    limit,
    offset,
    ...scope
  }: z.input<typeof dailyScope> & { readonly limit: number; readonly offset: number },
): Promise<{ days: DayMetrics[]; totalItems: number }> {
  const [traces, usage] = await Promise.all([askTracesPerDay(store, scope), askUsagePerDay(store, scope)])
  const tracesOf = new Map(traces.map((row) => [row.date, row.traces]))
  const usageOf = Map.groupBy(usage, ({ date }) => date)
  const dates = [...new Set([...tracesOf.keys(), ...usageOf.keys()])].sort().reverse()
  const days = dates
    .slice(offset, offset + limit)
    .map((date) => toDay(date, tracesOf.get(date) ?? 0, usageOf.get(date) ?? []))
  return { days, totalItems: dates.length }
}

function toDay(date: string, countTraces: number, rows: readonly UsagePerDay[]): DayMetrics {
  const usage = rows.map(toUsage)
  return {
    date,
    countTraces,
    countObservations: usage.reduce((sum, { countObservations }) => sum + countObservations, 0),
    totalCost: usage.reduce((sum, { totalCost }) => sum + totalCost, 0),
    usage,
  }
}

function toUsage(row: UsagePerDay): DailyModelUsage {
  return {
    model: row.model,
    inputUsage: row.input_tokens,
    outputUsage: row.output_tokens,
    totalUsage: row.total_tokens,
    totalCost: row.total_cost ?? 0,
    countObservations: row.observations,
    countTraces: row.traces,
  }
}
