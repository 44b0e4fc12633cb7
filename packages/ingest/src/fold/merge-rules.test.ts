import { describe, expect, test } from 'vitest'
import { createIngestion } from '../ingestion.ts'
import { scope } from '../testing/legacy-events.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'

type Said = readonly [type: string, second: number, body: object]

/** The rows after events that were said at the given seconds of one minute. */
async function after(...said: readonly Said[]) {
  const analytics = memoryAnalytics()
  const batch = said.map(([type, second, body], index) => ({
    id: `e${index}`,
    type,
    timestamp: `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`,
    body: { id: type.startsWith('trace') ? 't' : type.startsWith('score') ? 's' : 'o', ...body },
  }))
  const { errors } = await createIngestion({ analytics }).ingestEvents(scope, { batch })
  expect(errors).toEqual([])
  const row = (table: 'traces' | 'observations' | 'scores') => [...analytics.rows(table).values()]
  return { traces: row('traces'), observations: row('observations'), scores: row('scores') }
}

describe('an observation of several events', () => {
  const create: Said = [
    'generation-create',
    1,
    { traceId: 't', name: 'n', level: 'ERROR', statusMessage: 'm' },
  ]

  test('keeps what later events do not mention', async () => {
    const { observations } = await after(create, [
      'generation-update',
      2,
      { endTime: '2026-01-01T00:00:05Z' },
    ])
    expect(observations).toMatchObject([
      { name: 'n', level: 'ERROR', status_message: 'm', type: 'GENERATION', row_version: 2 },
    ])
  })

  test('loses what a later event gives as null', async () => {
    const { observations } = await after(create, [
      'generation-update',
      2,
      { statusMessage: null, name: null },
    ])
    expect(observations).toMatchObject([{ name: null, status_message: null, level: 'ERROR' }])
  })

  test('takes a create before an update of the same instant', async () => {
    const { observations } = await after(['generation-update', 1, { name: 'updated' }], create)
    expect(observations).toMatchObject([{ name: 'updated' }])
  })

  test('merges metadata key by key at the top level', async () => {
    const { observations } = await after(
      ['span-create', 1, { traceId: 't', metadata: { a: { x: 1, y: 2 }, b: 1, c: 'kept' } }],
      ['span-update', 2, { metadata: { a: { x: 3 }, b: null, d: '' } }],
      ['span-update', 3, { metadata: null }],
      ['span-update', 4, { metadata: {} }],
    )
    expect(observations[0]?.metadata).toEqual({ a: '{"x":3}', b: 'null', c: 'kept', d: '' })
  })

  test('replaces maps as a whole, but never by an empty one', async () => {
    const { observations } = await after(
      [
        'generation-create',
        1,
        { traceId: 't', usageDetails: { input: 1, output: 2 }, modelParameters: { a: 1 } },
      ],
      ['generation-update', 2, { usageDetails: { input: 9 }, modelParameters: {} }],
      ['generation-update', 3, { usageDetails: {} }],
    )
    expect(observations).toMatchObject([
      { usage_details: { input: 9, total: 9 }, model_parameters: '{"a":1}' },
    ])
  })

  test('keeps the last input and output that say something', async () => {
    const { observations } = await after(
      ['span-create', 1, { traceId: 't', input: 'in', output: 0 }],
      ['span-update', 2, { input: '', output: { a: 1 } }],
      ['span-update', 3, { input: null, output: false }],
    )
    expect(observations).toMatchObject([{ input: 'in', output: '{"a":1}' }])
  })

  test('calls the tools that its last output calls', async () => {
    const calling = { role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'read_file' } }] }
    const offered = { tools: [{ function: { name: 'read_file' } }] }
    const first: Said = ['generation-create', 1, { traceId: 't', input: offered, output: calling }]
    const called = await after(first, ['generation-update', 2, { output: null, name: 'n' }])
    expect(called.observations).toMatchObject([{ tool_call_names: ['read_file'] }])
    const { observations } = await after(first, ['generation-update', 2, { output: { role: 'assistant' } }])
    expect(observations).toMatchObject([
      { tool_calls: [], tool_call_names: [], tool_definitions: { read_file: expect.any(String) } },
    ])
  })

  test('keeps a falsy output when there is no other', async () => {
    const { observations } = await after(
      ['span-create', 1, { traceId: 't', input: '', output: 0 }],
      ['span-update', 2, { output: false }],
    )
    expect(observations).toMatchObject([{ input: '', output: 'false' }])
  })

  test('never changes its trace, its start and its environment', async () => {
    const { observations } = await after(
      ['span-create', 1, { traceId: 't', startTime: '2026-01-01T00:00:01Z', environment: 'one' }],
      ['span-create', 2, { traceId: 'u', startTime: '2026-01-01T00:00:09Z', environment: 'two' }],
    )
    expect(observations).toMatchObject([
      { trace_id: 't', start_time: '2026-01-01 00:00:01.000000', environment: 'one' },
    ])
  })

  test('starts with its first event when none says when, and never ends before it starts', async () => {
    const { observations } = await after(
      ['span-update', 7, { output: 'x' }],
      ['span-create', 5, { traceId: 't', endTime: '2026-01-01T00:00:01Z' }],
    )
    expect(observations).toMatchObject([
      { start_time: '2026-01-01 00:00:05.000000', end_time: '2026-01-01 00:00:05.000000' },
    ])
  })

  test('keeps the type it was created with', async () => {
    const { observations } = await after(
      ['agent-create', 1, { traceId: 't' }],
      ['span-update', 2, { output: 1 }],
    )
    expect(observations).toMatchObject([{ type: 'AGENT', level: 'DEFAULT', environment: 'default' }])
  })

  test('takes a cost that was given, else computes it', async () => {
    const usage = { traceId: 't', model: 'gpt-4o', usageDetails: { input: 1000, output: 100 } }
    const { observations } = await after(['generation-create', 1, usage])
    expect(observations).toMatchObject([
      { total_cost: '0.0035', model_id: 'b9854a5c92dc496b997d99d20', pricing_tier_name: 'Standard' },
    ])
    const given = await after(
      ['generation-create', 1, usage],
      ['generation-update', 2, { costDetails: { input: 111, output: 222, total: 444 } }],
    )
    expect(given.observations).toMatchObject([
      {
        cost_details: { input: '111', output: '222', total: '444' },
        total_cost: '444',
        pricing_tier_name: null,
        model_id: 'b9854a5c92dc496b997d99d20',
      },
    ])
  })

  test('has a price for the models of a LiteLLM gateway, and none for an impossible one', async () => {
    const call = (model: string) =>
      after([
        'generation-create',
        1,
        { model, usageDetails: { input: 10, cache_read_input_tokens: 1000, output: 1 } },
      ])
    const priced = await call('converse/us.anthropic.claude-sonnet-4-20250514-v1:0')
    expect(priced.observations).toMatchObject([{ total_cost: '0.000345' }])
    const impossible = await call('converse/eu.anthropic.anthropic.claude-opus-4-20250514-v1:0')
    expect(impossible.observations).toMatchObject([{ total_cost: null, model_id: null }])
  })
})

describe('a trace', () => {
  test('unites and sorts tags; nothing removes one', async () => {
    const { traces } = await after(
      ['trace-create', 1, { tags: ['b', 'a'] }],
      ['trace-create', 2, { tags: ['c', 'a'] }],
      ['trace-create', 3, { tags: [] }],
    )
    expect(traces).toMatchObject([{ tags: ['a', 'b', 'c'] }])
  })

  test('is not hidden by an event that does not mention it, but by one that does', async () => {
    expect(
      (await after(['trace-create', 1, { public: true }], ['trace-create', 2, {}])).traces,
    ).toMatchObject([{ public: true }])
    expect(
      (await after(['trace-create', 1, { public: true }], ['trace-create', 2, { public: false }])).traces,
    ).toMatchObject([{ public: false }])
  })

  test('begins when it says, else with the first that is known of it', async () => {
    const { traces } = await after(
      ['trace-create', 9, { name: 'n' }],
      ['span-create', 8, { traceId: 't', startTime: '2026-01-01T00:00:03Z', environment: 'prod' }],
    )
    expect(traces).toMatchObject([
      { timestamp: '2026-01-01 00:00:03.000000', name: 'n', environment: 'prod' },
    ])
    const stated = await after(
      ['span-create', 1, { traceId: 't', startTime: '2026-01-01T00:00:01Z' }],
      ['trace-create', 2, { timestamp: '2026-01-01T00:00:02Z' }],
      ['trace-create', 3, { timestamp: '2026-01-01T00:00:04Z' }],
    )
    expect(stated.traces).toMatchObject([{ timestamp: '2026-01-01 00:00:02.000000' }])
  })

  test('exists as soon as an observation names it; an observation without one is its own', async () => {
    const { traces, observations } = await after(['span-create', 1, { name: 'alone', environment: 'dev' }])
    expect(traces).toMatchObject([{ id: 'o', name: 'alone', environment: 'dev' }])
    expect(observations).toMatchObject([{ trace_id: 'o' }])
  })

  test('has no user and no session of empty names', async () => {
    const { traces } = await after(['trace-create', 1, { userId: '', sessionId: '', metadata: [1] }])
    expect(traces).toMatchObject([{ user_id: null, session_id: null, metadata: { metadata: '[1]' } }])
  })
})

describe('a score', () => {
  const score = { name: 'n', traceId: 't' }

  test.each([
    [{ value: 0.123456789 }, { data_type: 'NUMERIC', value: 0.123456789, string_value: null }],
    [{ value: 'good' }, { data_type: 'CATEGORICAL', value: 0, string_value: 'good' }],
    [
      { value: 0, dataType: 'BOOLEAN' },
      { data_type: 'BOOLEAN', value: 0, string_value: 'False' },
    ],
    [
      { value: 'text', dataType: 'TEXT' },
      { data_type: 'TEXT', value: null, string_value: 'text' },
    ],
    [
      { value: 'right', dataType: 'CORRECTION' },
      { name: 'output', long_string_value: 'right', value: null, string_value: null },
    ],
  ])('%j is stored as %j', async (given, stored) => {
    expect((await after(['score-create', 1, { ...score, ...given }])).scores).toMatchObject([stored])
  })

  test('is overwritten by its id, keeps its first time and loses a comment that is null', async () => {
    const { scores } = await after(
      ['score-create', 1, { ...score, value: 1, comment: 'why', metadata: { a: 1 } }],
      ['score-create', 2, { ...score, value: 'bad', comment: null }],
    )
    expect(scores).toMatchObject([
      {
        data_type: 'CATEGORICAL',
        string_value: 'bad',
        comment: null,
        metadata: { a: '1' },
        timestamp: '2026-01-01 00:00:01.000000',
        source: 'API',
      },
    ])
  })
})
