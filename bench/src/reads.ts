import { metricsQueryV2 } from '@kansoku/contracts'
import {
  getErrors,
  getLatency,
  getLatencyHistogram,
  getMetrics,
  getModelUsage,
  getOverview,
  getTraceFacets,
  getTracesOverTime,
  getTraceWithNodes,
  listTraces,
} from '@kansoku/query'
import type { AnalyticsStore } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { type Figure, milliseconds } from './report.ts'
import { project, seedTelemetry } from './seed-telemetry.ts'
import { median, quantile } from './statistics.ts'

const traces = 250_000
const days = 7
const day = 86_400_000
const runs = 15

/** Lists, details and dashboards over a million observations of a week, one question at a time. */
export async function benchReads(): Promise<Figure[]> {
  await using analytics = await openTestAnalytics()
  const end = Date.now()
  await seedTelemetry(analytics, { traces, end, days })
  const figures: Figure[] = []
  for (const [name, ask] of Object.entries(questions(analytics, end))) {
    await ask()
    const samples: number[] = []
    for (let run = 0; run < runs; run++) {
      const started = performance.now()
      await ask()
      samples.push(performance.now() - started)
    }
    figures.push({
      name,
      value: `${milliseconds(median(samples))}, p90 ${milliseconds(quantile(samples, 0.9))}`,
    })
  }
  return figures
}

function questions(analytics: AnalyticsStore, end: number): Record<string, () => Promise<unknown>> {
  const last = (length: number) => ({
    projectId: project,
    from: new Date(end - length).toISOString(),
    to: new Date(end).toISOString(),
  })
  const page = { ...last(days * day), order: 'desc', limit: 50, offset: 0 } as const
  const list = (orderBy: 'timestamp' | 'totalCost') => () => listTraces(analytics, { ...page, orderBy })
  const dashboard = (name: string, range: ReturnType<typeof last>) => ({
    [`overview, ${name}`]: () => getOverview(analytics, range),
    [`traces over time, ${name}`]: () => getTracesOverTime(analytics, range),
    [`model usage, ${name}`]: () => getModelUsage(analytics, range),
    [`latency, ${name}`]: () => getLatency(analytics, range),
    [`latency histogram, ${name}`]: () => getLatencyHistogram(analytics, range),
    [`errors, ${name}`]: () => getErrors(analytics, range),
  })
  return {
    'traces list, first page': list('timestamp'),
    'traces list by cost, first page': list('totalCost'),
    'traces list, search': () => listTraces(analytics, { ...page, orderBy: 'timestamp', search: '0AB12' }),
    'filter values': () => getTraceFacets(analytics, last(days * day)),
    'trace with its tree': createTraceQuestion(analytics, page),
    ...dashboard('24 h', last(day)),
    ...dashboard('7 days', last(days * day)),
    ...metrics(analytics, last(days * day)),
  }
}

/** What clients ask the metrics API over the week, the last two across tables. */
function metrics(
  analytics: AnalyticsStore,
  { projectId, from, to }: { projectId: string; from: string; to: string },
): Record<string, () => Promise<unknown>> {
  const ask = (query: object) => () =>
    getMetrics(analytics, {
      projectId,
      query: metricsQueryV2.parse({ view: 'observations', fromTimestamp: from, toTimestamp: to, ...query }),
      generation: 'v2',
    })
  const timeDimension = { granularity: 'day' }
  const dimensions = [{ field: 'providedModelName' }]
  const cost = { measure: 'totalCost', aggregation: 'sum' }
  return {
    'metrics, cost by model and day': ask({ dimensions, timeDimension, metrics: [cost] }),
    'metrics, p95 latency by model and day': ask({
      dimensions,
      timeDimension,
      metrics: [{ measure: 'latency', aggregation: 'p95' }],
    }),
    'metrics, tokens by purpose': ask({ metrics: [{ measure: 'usageByType', aggregation: 'sum' }] }),
    'metrics, cost by trace name': ask({ dimensions: [{ field: 'traceName' }], metrics: [cost] }),
    'metrics, cost of the ten dearest users': ask({
      dimensions: [{ field: 'userId' }],
      metrics: [cost],
      orderBy: [{ field: 'sum_totalCost', direction: 'desc' }],
      config: { row_limit: 10 },
    }),
  }
}

/** A trace from the middle of the list, which the first question looks up. */
function createTraceQuestion(
  analytics: AnalyticsStore,
  page: Omit<Parameters<typeof listTraces>[1], 'orderBy'>,
): () => Promise<void> {
  let traceId: string | undefined
  return async () => {
    if (traceId === undefined) {
      const middle = { ...page, orderBy: 'timestamp', limit: 1, offset: 20_000 } as const
      const { rows } = await listTraces(analytics, middle)
      traceId = rows[0]?.trace.id ?? ''
    }
    const found = await getTraceWithNodes(analytics, { projectId: project, traceId })
    if (found?.nodes.length !== 4) throw new Error(`trace ${traceId} has ${found?.nodes.length} observations`)
  }
}
