import { filterCondition, getMetricsV2, metricsQueryV2, observationFields } from '@kansoku/contracts'
import { describeMetrics, describeObservationFilters } from '@kansoku/query'
import type { CallToolResult } from '@modelcontextprotocol/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ServerContext } from '../../context.ts'
import { askRoute } from './ask-route.ts'

interface DescribingTool {
  readonly name: string
  readonly description: string
  readonly inputSchema: z.ZodObject
  readonly answer: (input: Readonly<Record<string, unknown>>) => Promise<CallToolResult>
}

const weekMs = 7 * 24 * 3_600_000
const instant = z.iso.datetime({ offset: true })

const valuesInput = z.strictObject({
  column: z.string().min(1).describe('One of the texts among the dimensions of the view observations'),
  fromStartTime: instant.optional().describe('A week ago where absent'),
  toStartTime: instant.optional().describe('Now where absent'),
  limit: z.number().int().min(1).max(1000).default(100),
})

/** Tools that tell what the others may be asked. */
export function describingTools(
  { clock }: ServerContext,
  app: FastifyInstance,
  request: FastifyRequest,
): readonly DescribingTool[] {
  const fixed = (name: string, description: string, describe: () => object): DescribingTool => ({
    name,
    description,
    inputSchema: z.strictObject({}),
    answer: async () => ({ content: [{ type: 'text', text: JSON.stringify(describe()) }] }),
  })
  return [
    fixed('getObservationFieldSchema', 'The groups of fields of listObservations.', () => observationFields),
    fixed('getObservationFilterSchema', 'The columns and conditions of filters of listObservations.', () => ({
      columns: describeObservationFilters(),
      condition: z.toJSONSchema(filterCondition),
    })),
    fixed('getMetricsSchema', 'The views, dimensions, measures and filters of queryMetrics.', () => ({
      now: clock.now().toISOString(),
      views: describeMetrics(),
      query: z.toJSONSchema(metricsQueryV2, { io: 'input' }),
    })),
    {
      name: 'getObservationFilterValues',
      description:
        'Which values a column of observations has, the most frequent first, and how many observations each.',
      inputSchema: valuesInput,
      answer(input) {
        const { column, fromStartTime, toStartTime, limit } = valuesInput.parse(input)
        const now = clock.now().getTime()
        const query = {
          view: 'observations',
          dimensions: [{ field: column }],
          metrics: [{ measure: 'count', aggregation: 'count' }],
          orderBy: [{ field: 'count_count', direction: 'desc' }],
          fromTimestamp: fromStartTime ?? new Date(now - weekMs).toISOString(),
          toTimestamp: toStartTime ?? new Date(now).toISOString(),
          config: { row_limit: limit },
        }
        return askRoute(app, request, { route: getMetricsV2, whole: 'query' }, query)
      },
    },
  ]
}
