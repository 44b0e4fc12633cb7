import type { FilterCondition } from '@kansoku/contracts'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { findPage } from '../traces/find-page.ts'

const analytics = useAnalytics()

const timestamp = '2026-11-20T10:00:00Z'

/** Ids of the traces that all conditions hold for, sorted. */
async function matching(...filter: FilterCondition[]): Promise<string[]> {
  const page = { projectId: project, filter, orderBy: 'id', order: 'asc', limit: 100, offset: 0 } as const
  const { traces } = await findPage(analytics(), page)
  return traces.map(({ id }) => id).sort()
}

describe('texts', () => {
  beforeEach(() =>
    store(analytics(), {
      traces: [
        { id: 'plain', timestamp, name: 'answer a question', user_id: 'ann' },
        { id: 'percent', timestamp, name: '100% of_it', user_id: 'bob' },
        { id: 'japanese', timestamp, name: '今日の天気を調べる' },
        { id: 'nameless', timestamp, name: null, user_id: null },
      ],
    }),
  )
  const on = (
    column: string,
    operator: Extract<FilterCondition, { type: 'string' }>['operator'],
    value: string,
  ): FilterCondition => ({ type: 'string', column, operator, value })

  test.each([
    ['=', 'answer a question', ['plain']],
    ['contains', '天気', ['japanese']],
    ['contains', '%', ['percent']],
    ['contains', '_', ['percent']],
    ['contains', 'Answer', []],
    ['does not contain', 'a', ['japanese', 'nameless', 'percent']],
    ['starts with', '今日', ['japanese']],
    ['ends with', '調べる', ['japanese']],
    ['ends with', '%', []],
  ] as const)('name %s "%s"', async (operator, value, ids) => {
    expect(await matching(on('name', operator, value))).toEqual(ids)
  })

  test('options: none of them includes those without a value', async () => {
    const options = (operator: 'any of' | 'none of', ...value: string[]): FilterCondition => ({
      type: 'stringOptions',
      column: 'userId',
      operator,
      value,
    })
    expect(await matching(options('any of', 'ann', 'zoe'))).toEqual(['plain'])
    expect(await matching(options('none of', 'ann'))).toEqual(['japanese', 'nameless', 'percent'])
    expect(await matching(options('any of'))).toEqual([])
    expect(await matching(options('none of'))).toHaveLength(4)
  })

  test('null is also what is missing', async () => {
    expect(await matching({ type: 'null', column: 'userId', operator: 'is null' })).toEqual([
      'japanese',
      'nameless',
    ])
    expect(await matching({ type: 'null', column: 'userId', operator: 'is not null' })).toEqual([
      'percent',
      'plain',
    ])
  })

  test('conditions are AND-ed', async () => {
    expect(await matching(on('name', 'contains', 'a'), on('userId', '=', 'ann'))).toEqual(['plain'])
    expect(await matching(on('name', 'contains', '%'), on('userId', '=', 'ann'))).toEqual([])
  })
})

test('whatever a text holds, equality finds that text and nothing else', async () => {
  const hostile = [
    "' OR '1'='1",
    "\\' OR 1=1 --",
    '{p1:String}',
    "'; DROP TABLE traces; --",
    '/* x */',
    '`id`',
    '\\N',
    'a\tb\nc\rd',
    '\u0000nul',
    '"quoted"',
    '😀観測',
  ]
  const texts = [...new Set([...hostile, ...fc.sample(fc.string({ unit: 'grapheme', minLength: 1 }), 100)])]
  await store(analytics(), {
    traces: texts.map((name, index) => ({ id: `t${index}`, timestamp, name, user_id: name, tags: [name] })),
  })
  for (const [index, value] of texts.entries()) {
    expect(await matching({ type: 'string', column: 'name', operator: '=', value })).toEqual([`t${index}`])
  }
  const tagged = (value: string): FilterCondition => ({
    type: 'arrayOptions',
    column: 'tags',
    operator: 'all of',
    value: [value],
  })
  for (const [index, value] of hostile.entries()) expect(await matching(tagged(value))).toEqual([`t${index}`])
})

test('tags: any, all and none of them', async () => {
  await store(analytics(), {
    traces: [
      { id: 'ab', timestamp, tags: ['a', 'b'] },
      { id: 'b', timestamp, tags: ['b'] },
      { id: 'none', timestamp, tags: [] },
    ],
  })
  const tags = (operator: 'any of' | 'none of' | 'all of', ...value: string[]): FilterCondition => ({
    type: 'arrayOptions',
    column: 'tags',
    operator,
    value,
  })
  expect(await matching(tags('any of', 'a', 'b'))).toEqual(['ab', 'b'])
  expect(await matching(tags('all of', 'a', 'b'))).toEqual(['ab'])
  expect(await matching(tags('none of', 'a'))).toEqual(['b', 'none'])
  expect(await matching({ type: 'null', column: 'tags', operator: 'is null' })).toEqual(['none'])
})

describe('metadata', () => {
  // As ingestion stores it: texts raw unless they would read as JSON, everything else as JSON.
  beforeEach(() =>
    store(analytics(), {
      traces: [
        { id: 'number', timestamp, metadata: { n: '5' } },
        { id: 'text', timestamp, metadata: { n: '"5"' } },
        { id: 'word', timestamp, metadata: { n: 'five' } },
        { id: 'nested', timestamp, metadata: { n: '{"deep":{"er":"yes"}}', flag: 'true' } },
        { id: 'dotted', timestamp, metadata: { 'n.deep': 'direct' } },
        { id: 'without', timestamp, metadata: {} },
      ],
    }),
  )
  const text = (
    key: string,
    operator: Extract<FilterCondition, { type: 'stringObject' }>['operator'],
    value: string,
  ): FilterCondition => ({ type: 'stringObject', column: 'metadata', key, operator, value })

  test('a text that reads as JSON is found by its text', async () => {
    expect(await matching(text('n', '=', '5'))).toEqual(['number', 'text'])
    expect(await matching(text('n', 'starts with', '5'))).toEqual(['number', 'text'])
    expect(await matching(text('n', 'contains', 'iv'))).toEqual(['word'])
  })

  test('numbers and flags', async () => {
    expect(
      await matching({ type: 'numberObject', column: 'metadata', key: 'n', operator: '>', value: 4.5 }),
    ).toEqual(['number', 'text'])
    expect(
      await matching({ type: 'booleanObject', column: 'metadata', key: 'flag', operator: '=', value: true }),
    ).toEqual(['nested'])
  })

  test('a dotted key is a key of that name, or a path into an object', async () => {
    expect(await matching(text('n.deep', '=', 'direct'))).toEqual(['dotted'])
    expect(await matching(text('n.deep.er', '=', 'yes'))).toEqual(['nested'])
  })

  test('not containing holds for those without the key', async () => {
    expect(await matching(text('n', 'does not contain', '5'))).toEqual([
      'dotted',
      'nested',
      'without',
      'word',
    ])
  })

  test('is null where the key is missing', async () => {
    expect(await matching({ type: 'null', column: 'metadata', key: 'n', operator: 'is null' })).toEqual([
      'dotted',
      'without',
    ])
  })
})

describe('what observations say', () => {
  beforeEach(() =>
    store(analytics(), {
      traces: ['fast', 'slow', 'failed', 'empty'].map((id) => ({ id, timestamp })),
      observations: [
        {
          trace_id: 'fast',
          start_time: '2026-11-20T10:00:00Z',
          end_time: '2026-11-20T10:00:01.500Z',
          provided_model_name: 'haiku',
          usage_details: { input: 10, output: 5, total: 15 },
          cost_details: { input: '0.5', output: '0.25', total: '0.75' },
          total_cost: '0.75',
        },
        {
          trace_id: 'slow',
          start_time: '2026-11-20T10:00:00Z',
          end_time: '2026-11-20T10:01:00Z',
          provided_model_name: 'opus',
          usage_details: { input: 1000, output: 500, total: 1500 },
          level: 'WARNING',
        },
        {
          trace_id: 'failed',
          start_time: '2026-11-20T10:00:00Z',
          end_time: '2026-11-20T10:00:02Z',
          provided_model_name: 'opus',
          level: 'ERROR',
          status_message: 'litellm.RateLimitError: slow down',
        },
        { trace_id: 'failed', start_time: '2026-11-20T10:00:03Z', provided_model_name: 'haiku' },
      ],
    }),
  )
  const number = (column: string, operator: '>' | '<' | '=', value: number): FilterCondition => ({
    type: 'number',
    column,
    operator,
    value,
  })
  const options = (column: string, operator: 'any of' | 'none of', ...value: string[]): FilterCondition => ({
    type: 'stringOptions',
    column,
    operator,
    value,
  })

  test.each([
    ['latency over a minute less a bit', [number('latency', '>', 59)], ['slow']],
    ['latency under two seconds; unknown ones never match', [number('latency', '<', 1.6)], ['fast']],
    ['tokens', [number('totalTokens', '>', 15)], ['slow']],
    ['no tokens at all', [number('totalTokens', '=', 0)], ['empty', 'failed']],
    ['cost', [number('totalCost', '>', 0.5)], ['fast']],
    ['cost of a side', [number('inputCost', '=', 0.5)], ['fast']],
    ['number of errors', [number('errorCount', '>', 0)], ['failed']],
    ['worst level', [options('level', 'any of', 'ERROR', 'WARNING')], ['failed', 'slow']],
    ['worst level, negated', [options('level', 'none of', 'DEFAULT')], ['failed', 'slow']],
    ['a trace without observations is DEFAULT', [options('level', 'any of', 'DEFAULT')], ['empty', 'fast']],
    ['any of its models', [options('model', 'any of', 'haiku')], ['failed', 'fast']],
    ['none of its models', [options('model', 'none of', 'haiku')], ['empty', 'slow']],
    ['class of error', [options('errorType', 'any of', 'RateLimitError')], ['failed']],
    ['both kinds together', [options('model', 'any of', 'opus'), number('latency', '>', 10)], ['slow']],
  ])('%s', async (_, filter, ids) => {
    expect(await matching(...filter)).toEqual(ids)
  })
})

test('what was said is found in the trace and in its observations, in any case', async () => {
  const observed = { start_time: timestamp }
  await store(analytics(), {
    traces: [
      { id: 'itself', timestamp, input: 'A Refund, please', output: 'No' },
      { id: 'within', timestamp, input: null },
      { id: 'answered', timestamp, input: 'hello', output: 'refund granted' },
      { id: 'silent', timestamp, input: null },
    ],
    observations: [
      { ...observed, trace_id: 'within', input: '返金: REFUND', output: 'done' },
      { ...observed, trace_id: 'silent', input: null },
    ],
  })
  const on = (column: string, operator: 'matches' | 'does not match', value: string): FilterCondition => ({
    ...{ type: 'string', column, operator, value },
  })
  expect(await matching(on('input', 'matches', 'refund'))).toEqual(['itself', 'within'])
  expect(await matching(on('input', 'matches', '返金'))).toEqual(['within'])
  expect(await matching(on('input', 'does not match', 'refund'))).toEqual(['answered', 'silent'])
  expect(await matching(on('output', 'matches', 'REFUND'))).toEqual(['answered'])
  expect(
    await matching(on('output', 'matches', 'd'), {
      type: 'number',
      column: 'errorCount',
      operator: '=',
      value: 0,
    }),
  ).toEqual(['answered', 'within'])
})

test('scores by name: average, category and yes or no', async () => {
  const of = (trace_id: string) => ({ timestamp, trace_id })
  await store(analytics(), {
    traces: ['good', 'bad', 'unscored'].map((id) => ({ id, timestamp })),
    scores: [
      { ...of('good'), name: 'quality', value: 1 },
      { ...of('good'), name: 'quality', value: 0.5 },
      { ...of('bad'), name: 'quality', value: 0.25 },
      { ...of('bad'), name: 'other', value: 1 },
      { ...of('good'), name: 'tone', data_type: 'CATEGORICAL', value: 0, string_value: 'kind' },
      { ...of('good'), name: 'safe', data_type: 'BOOLEAN', value: 1, string_value: 'True' },
      { ...of('bad'), name: 'safe', data_type: 'BOOLEAN', value: 0, string_value: 'False' },
    ],
  })
  expect(
    await matching({ type: 'numberObject', column: 'scores_avg', key: 'quality', operator: '>', value: 0.7 }),
  ).toEqual(['good'])
  expect(
    await matching({
      type: 'categoryOptions',
      column: 'score_categories',
      key: 'tone',
      operator: 'none of',
      value: ['kind'],
    }),
  ).toEqual(['bad', 'unscored'])
  expect(
    await matching({
      type: 'booleanObject',
      column: 'score_booleans',
      key: 'safe',
      operator: '=',
      value: true,
    }),
  ).toEqual(['good'])
  expect(
    await matching({
      type: 'booleanObject',
      column: 'score_booleans',
      key: 'safe',
      operator: '<>',
      value: true,
    }),
  ).toEqual(['bad', 'unscored'])
})

test('of several scores of one name any may match', async () => {
  const of = (trace_id: string) => ({ timestamp, trace_id, value: 0 })
  await store(analytics(), {
    traces: ['agreed', 'disputed'].map((id) => ({ id, timestamp })),
    scores: [
      { ...of('agreed'), name: 'tone', data_type: 'CATEGORICAL', string_value: 'kind' },
      { ...of('disputed'), name: 'tone', data_type: 'CATEGORICAL', string_value: 'kind' },
      { ...of('disputed'), name: 'tone', data_type: 'CATEGORICAL', string_value: 'rude' },
      { ...of('disputed'), name: 'safe', data_type: 'BOOLEAN', value: 1, string_value: 'True' },
      { ...of('disputed'), name: 'safe', data_type: 'BOOLEAN', value: 0, string_value: 'False' },
    ],
  })
  const tone = (operator: 'any of' | 'none of', value: string): FilterCondition => ({
    type: 'categoryOptions',
    column: 'score_categories',
    key: 'tone',
    operator,
    value: [value],
  })
  const safe = (value: boolean): FilterCondition => ({
    type: 'booleanObject',
    column: 'score_booleans',
    key: 'safe',
    operator: '=',
    value,
  })
  expect(await matching(tone('any of', 'kind'))).toEqual(['agreed', 'disputed'])
  expect(await matching(tone('any of', 'rude'))).toEqual(['disputed'])
  expect(await matching(tone('none of', 'rude'))).toEqual(['agreed'])
  expect(await matching(safe(true))).toEqual(['disputed'])
  expect(await matching(safe(false))).toEqual(['disputed'])
})
