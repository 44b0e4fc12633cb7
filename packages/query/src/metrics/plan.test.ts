import { type MetricsQuery, metricsQueryV2 } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Binder } from '../sql/binder.ts'
import { question } from '../testing/metrics.ts'
import { compileMetrics } from './compile.ts'
import { planMetrics } from './plan.ts'
import type { Generation } from './views.ts'

function compile(query: MetricsQuery, generation: Generation = 'v1') {
  const bind = new Binder()
  const { fromTimestamp: from, toTimestamp: to, filters } = query
  const plan = planMetrics(query, generation)
  const sql = compileMetrics(plan, { projectId: 'p', from, to, filters, limit: 10 }, bind)
  return { sql, params: bind.params }
}

describe('a statement', () => {
  test('reads one table by its key and names nothing but bound values', () => {
    const query = question('observations', {
      by: ['providedModelName'],
      metrics: ['sum_totalCost', 'p95_latency'],
      filters: [{ type: 'string', column: 'name', operator: '=', value: "x' OR 1=1 --" }],
    })
    const { sql, params } = compile(query)
    expect(sql.replace(/\s+/g, ' ')).toBe(
      'SELECT provided_model_name AS d0, sum(total_cost) AS m0, ' +
        'quantile(0.95)(toUnixTimestamp64Milli(end_time) - toUnixTimestamp64Milli(start_time)) AS m1 ' +
        'FROM observations FINAL WHERE project_id = {p3:String} ' +
        "AND start_time >= {p1:DateTime64(6, 'UTC')} AND start_time <= {p2:DateTime64(6, 'UTC')} " +
        'AND (name = {p4:String}) GROUP BY d0 ORDER BY m0 desc, d0 asc LIMIT {p5:UInt64}',
    )
    expect(params).toEqual({
      p1: '2026-11-20 00:00:00.000000',
      p2: '2026-11-20 23:59:59.999000',
      p3: 'p',
      p4: "x' OR 1=1 --",
      p5: 10,
    })
  })

  test('joins only what it needs', () => {
    expect(compile(question('observations')).sql).not.toContain('JOIN')
    expect(compile(question('traces', { metrics: ['count_count', 'uniq_uniqueUserIds'] })).sql).not.toContain(
      'JOIN',
    )
    const byUser = compile(question('observations', { by: ['userId', 'tags'] })).sql
    expect(byUser.match(/JOIN/g)).toHaveLength(1)
    const filtered = question('observations', {
      filters: [{ type: 'string', column: 'userId', operator: '=', value: 'ann' }],
    })
    expect(compile(filtered).sql).toContain('ANY LEFT JOIN')
  })

  test('holds no text of a user, whatever it is', () => {
    const text = fc.oneof(fc.string({ minLength: 12 }), fc.constant("'); DROP TABLE traces; --"))
    fc.assert(
      fc.property(text, text, (value, key) => {
        const { sql } = compile(
          question('traces', {
            filters: [
              { type: 'string', column: 'name', operator: 'contains', value },
              { type: 'arrayOptions', column: 'tags', operator: 'any of', value: [value] },
              { type: 'stringObject', column: 'metadata', key, operator: '=', value },
            ],
          }),
        )
        expect(sql).not.toContain(value)
        expect(sql).not.toContain(key)
      }),
    )
  })
})

describe('refuses, and says what there is:', () => {
  const cases: [string, MetricsQuery, string][] = [
    [
      'a dimension',
      question('traces', { by: ['nope'] }),
      'Invalid dimension nope. Must be one of id,name,tags,userId,sessionId,release,version,environment,timestampMonth',
    ],
    ['a name of every object', question('traces', { by: ['constructor'] }), 'Invalid dimension constructor'],
    [
      'a measure',
      question('scores-categorical', { metrics: ['count_value'] }),
      'Invalid metric value. Must be one of count',
    ],
    [
      'a column',
      question('traces', { filters: [{ type: 'string', column: 'x', operator: '=', value: '' }] }),
      'Invalid filter column x. Must be one of id,name,',
    ],
    [
      'an order',
      question('traces', { by: ['name'], orderBy: [{ field: 'totalCost', direction: 'desc' }] }),
      'Invalid orderBy field: totalCost. Must be one of the dimension or metric fields. This query has: name, count_count',
    ],
    [
      'a type of filter on tags',
      question('traces', { filters: [{ type: 'string', column: 'tags', operator: 'contains', value: 'a' }] }),
      "Invalid filter for field 'tags': Filter type 'string' is not supported for dimension type 'string[]'. Expected 'arrayOptions'.",
    ],
    [
      'a type of filter on a number',
      question('scores-numeric', {
        filters: [{ type: 'string', column: 'value', operator: '=', value: '1' }],
      }),
      "Filter type 'string' is not supported for dimension type 'number'. Expected 'number'.",
    ],
    [
      'a type of filter on time',
      question('observations', {
        filters: [{ type: 'string', column: 'start_time', operator: '=', value: '1' }],
      }),
      "Filter type 'string' is not supported for time dimension 'start_time'. Expected 'datetime'.",
    ],
    [
      'metadata without key',
      question('traces', { filters: [{ type: 'string', column: 'metadata', operator: '=', value: '1' }] }),
      "Metadata filters require type 'stringObject' with a 'key' property, not 'string'.",
    ],
  ]
  test.each(cases)('%s', (_, query, message) => {
    expect(() => compile(query)).toThrow(message)
  })
})

describe('v2', () => {
  const v2 = (query: MetricsQuery) => compile(query, 'v2')
  const byTrace = { by: ['traceId'], metrics: ['sum_totalCost'] }
  const top = { orderBy: [{ field: 'sum_totalCost', direction: 'desc' as const }], config: { row_limit: 5 } }

  test.each([
    [{}, "require both 'config.row_limit' and 'orderBy' with direction 'desc' on a measure field."],
    [{ orderBy: top.orderBy }, "require both 'config.row_limit' and 'orderBy'"],
    [{ config: top.config }, "require both 'config.row_limit' and 'orderBy'"],
    [{ ...top, timeDimension: { granularity: 'day' as const } }, 'cannot be used with timeDimension.'],
    [
      { ...top, orderBy: [{ field: 'traceId', direction: 'desc' as const }] },
      "'traceId' is not a measure in this query.",
    ],
  ])('a dimension of high cardinality with %j', (given, message) => {
    const ask = () => v2(question('observations', { ...byTrace, ...given }))
    expect(ask).toThrow("High cardinality dimension(s) 'traceId'")
    expect(ask).toThrow(message)
  })

  test('a dimension of high cardinality as a top list', () => {
    expect(v2(question('observations', { ...byTrace, ...top })).sql).toContain('ORDER BY m0 desc')
    expect(() => compile(question('observations', byTrace), 'v1')).not.toThrow()
  })

  test('has no traces, at most a hundred rows, and texts that can only be counted', () => {
    expect(metricsQueryV2.safeParse(question('traces')).success).toBe(false)
    expect(planMetrics(question('observations'), 'v2').rowLimit).toBe(100)
    expect(planMetrics(question('observations'), 'v1').rowLimit).toBeUndefined()
    expect(() => v2(question('observations', { metrics: ['sum_traceId'] }))).toThrow(
      'Aggregation "sum" is not valid for measure "traceId" (type: string). Valid aggregations: count, uniq',
    )
  })

  test('one map of usage or cost can be spread out, and neither filters', () => {
    expect(() => v2(question('observations', { by: ['costType', 'usageType'] }))).toThrow(
      'Only one pairExpand dimension is supported per query. Found: costType, usageType',
    )
    expect(() => v2(question('observations', { metrics: ['sum_costByType', 'sum_usageByType'] }))).toThrow(
      'Only one pairExpand',
    )
    const filters = [{ type: 'string' as const, column: 'usageType', operator: '=' as const, value: 'input' }]
    expect(() => v2(question('observations', { filters }))).toThrow(
      "Field 'usageType' cannot be used as a filter.",
    )
  })
})
