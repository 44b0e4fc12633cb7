import type { FilterCondition } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { askByDay, type DayQuestion } from '../days/ask-by-day.ts'
import { compileMetricsByDay, relationsOf } from './compile.ts'
import { mergeDays } from './merge-days.ts'
import type { MetricsPlan } from './plan.ts'
import type { MetricsCells } from './present.ts'
import { countsDistinct, isKeptByHour, spansDays } from './spans-pieces.ts'
import type { MetricsScope, Relation, View } from './view.ts'

export interface Asked extends MetricsScope {
  readonly filters: readonly FilterCondition[]
  readonly limit: number
}

/** As many groups as there are rows, or traces: nothing to keep. */
const boundless: ReadonlySet<string> = new Set([
  ...['id', 'traceId', 'observationId', 'parentObservationId', 'sessionId'],
])

/** How far around a day the rows of a joined table lie; mirrors the conditions of the joins. */
const reach: Readonly<Record<View['table'], Partial<Record<Relation, DayQuestion['reads']>>>> = {
  observations: { trace: { traces: [7, 1] }, scores: { scores: [1, Number.POSITIVE_INFINITY] } },
  traces: { statistics: { observations: [1, 7] }, scores: { scores: [1, Number.POSITIVE_INFINITY] } },
  scores: {
    trace: { traces: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] },
    observation: { observations: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] },
  },
}

/**
 * The answer from days that are kept; undefined where the question must be put to all rows at once.
 * @param leastRows see `askByDay`
 */
export async function answerByDay(
  store: AnalyticsStore,
  plan: MetricsPlan,
  asked: Asked,
  leastRows?: number,
): Promise<MetricsCells[] | undefined> {
  if (!isKeptByDay(plan)) return undefined
  const { projectId, filters, from, to } = asked
  const { table, time } = plan.view
  const question: DayQuestion = {
    name: `metrics/${table}-by-day`,
    table,
    time,
    range: { from, to, inclusive: true },
    byHours: isKeptByHour(plan),
    reads: readsOf(plan, filters),
    sql: (piece, within, around, bind) => {
      const selection = { projectId, filters, from: around.from, to: around.to }
      return compileMetricsByDay(plan, selection, { piece, within }, bind)
    },
  }
  const rows = await askByDay(store, question, leastRows)
  const isOneGroup = plan.dimensions.length === 0 && !plan.granularity
  // One group is there even where no row is.
  if (!rows || (rows.length === 0 && isOneGroup)) return undefined
  return mergeDays(plan, rows, asked.limit)
}

/** What is distinct over several days cannot be told from what is distinct in each. */
function isKeptByDay(plan: MetricsPlan): boolean {
  const { dimensions, metrics } = plan
  if (dimensions.some(({ name }) => boundless.has(name))) return false
  return !spansDays(plan) || !metrics.some(countsDistinct)
}

function readsOf(plan: MetricsPlan, filters: readonly FilterCondition[]): DayQuestion['reads'] {
  const { table } = plan.view
  const joined = relationsOf(plan, filters).map((relation) => reach[table][relation] ?? {})
  const asksScores = filters.some(({ column }) => column.startsWith('score'))
  const anywhere = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const
  return Object.assign({}, ...joined, asksScores && { scores: anywhere }, { [table]: [0, 0] })
}
