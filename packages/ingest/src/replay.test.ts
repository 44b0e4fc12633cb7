import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnalyticsStore, migrateAnalytics, openAnalytics } from '@kansoku/storage'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createIngestion, type Ingestion } from './ingestion.ts'
import { replay } from './testing/replay.ts'

// A busy machine takes its time to open an engine; nothing here is about speed.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
let analytics: AnalyticsStore
let ingestion: Ingestion

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-ingest-'))
  analytics = await openAnalytics({ kind: 'embedded', path: folder })
  await migrateAnalytics(analytics)
  ingestion = createIngestion({ analytics, soleWriter: true })
})

afterAll(async () => {
  await ingestion?.[Symbol.asyncDispose]()
  await analytics?.close()
  await rm(folder, { recursive: true, force: true })
})

type Row = Record<string, unknown>

async function rowsOf(table: string, project: string, order: string): Promise<Row[]> {
  return analytics.query({
    name: `test/${table}`,
    sql: `SELECT * FROM ${table} FINAL WHERE project_id = {project:String} ORDER BY ${order}, id`,
    params: { project },
    row: z.record(z.string(), z.unknown()),
  })
}

/** A project of its own per session; sent twice, as a sender does that saw no answer. */
async function after(fixture: string) {
  await replay(ingestion, fixture, fixture)
  await replay(ingestion, fixture, fixture)
  const [traces, observations, scores] = await Promise.all([
    rowsOf('traces', fixture, 'timestamp'),
    rowsOf('observations', fixture, 'start_time'),
    rowsOf('scores', fixture, 'timestamp'),
  ])
  const named = (name: string) => observations.find((row) => row.name === name)
  return { traces, observations, scores, named }
}

const traceOfUser = {
  user_id: 'u1',
  session_id: 's1',
  version: 'v1',
  release: 'rel-1',
  environment: 'staging',
  public: true,
}

describe('the legacy SDKs', () => {
  test('js 3: updates that arrive before their creates, and a trace that is named last', async () => {
    const { traces, observations, scores, named } = await after('js-v3_trace-generation-score')
    expect(traces).toMatchObject([
      {
        ...traceOfUser,
        name: 'v3-trace',
        input: '{"q":1}',
        output: '{"r":1}',
        tags: ['t1', 't2'],
        metadata: { a: '{"b":1}' },
        timestamp: '2026-11-23 07:14:32.593000',
      },
    ])
    expect(observations.map((row) => [row.type, row.name])).toEqual([
      ['SPAN', 'v3-span'],
      ['GENERATION', 'v3-gen'],
      ['EVENT', 'v3-event'],
      ['GENERATION', 'v3-gen2'],
    ])
    expect(named('v3-gen')).toMatchObject({
      parent_observation_id: named('v3-span')?.id,
      provided_model_name: 'gpt-4o',
      model_parameters: '{"temperature":0.5,"maxTokens":100}',
      input: '[{"role":"user","content":"hi"}]',
      output: '{"role":"assistant","content":"hello"}',
      usage_details: { input: 5, output: 7, total: 12 },
      cost_details: { input: '0.0000125', output: '0.00007', total: '0.0000825' },
      total_cost: '0.0000825',
      pricing_tier_name: 'Standard',
      metadata: { k: 'v' },
      completion_start_time: '2026-11-23 07:14:32.592000',
      end_time: '2026-11-23 07:14:32.593000',
    })
    expect(named('v3-gen2')).toMatchObject({
      usage_details: { input: 1, output: 2, cache_read: 3, total: 6 },
      cost_details: { input: '0.1', output: '0.2', total: '0.3' },
      output: 'o',
      parent_observation_id: null,
    })
    expect(named('v3-event')).toMatchObject({ level: 'WARNING', status_message: 'w', input: '1' })
    expect(scores.toSorted((a, b) => String(a.name).localeCompare(String(b.name)))).toMatchObject([
      { name: 'bool', data_type: 'BOOLEAN', value: 1, string_value: 'True', id: 'score-id-1' },
      { name: 'cat', data_type: 'CATEGORICAL', string_value: 'good', observation_id: named('v3-gen')?.id },
      { name: 'quality', data_type: 'NUMERIC', value: 0.9, comment: 'c', observation_id: null },
    ])
  })

  test('python 2: old usage, then usage details and costs in an update', async () => {
    const { traces, named, scores } = await after('py-v2_trace-generation-score')
    expect(traces).toMatchObject([{ ...traceOfUser, name: 'py2', output: 'x', tags: ['t'] }])
    expect(named('gen')).toMatchObject({
      usage_details: { input: 5, output: 7, total: 12 },
      provided_usage_details: { input: 5, output: 7 },
      cost_details: { input: '0.1', total: '0.1' },
      model_parameters: '{"temperature":"0.5"}',
      start_time: '2026-11-23 08:20:18.847161',
      end_time: '2026-11-23 08:20:18.847860',
    })
    expect(named('span')).toMatchObject({ input: 'i', output: '1' })
    expect(scores).toHaveLength(3)
  })

  test("js 3, OpenAI's client: usage with details, and no secret of the client's settings", async () => {
    const { traces, observations } = await after('js-v3_openai')
    expect(traces).toHaveLength(2)
    expect(observations[0]).toMatchObject({
      name: 'oa-gen',
      provided_model_name: 'gpt-4o-2024-08-06',
      total_cost: '0.00011',
    })
    expect(JSON.stringify([traces, observations])).not.toContain('clientInitParams')
  })

  test('js 3, LangChain: the trace and its root span share one id', async () => {
    const { traces, observations } = await after('js-v3_langchain')
    expect(traces).toMatchObject([{ name: 'lc-run', user_id: 'u', session_id: 's' }])
    const root = observations.find((row) => row.id === traces[0]?.id)
    expect(root).toMatchObject({ type: 'SPAN', name: 'lc-run' })
    expect(observations).toHaveLength(3)
  })
})

describe('the SDKs that speak OpenTelemetry', () => {
  test.each([
    ['js-v4', { input: '1', output: '2' }],
    ['js-v5', { input: '{"ti":1}', output: 'to' }],
    ['py-v3', { input: '{"ti": 1}', output: 'to', version: null }],
    ['py-v4', { input: '{"ti": 1}', output: 'to' }],
  ])('%s: a trace as its spans tell it', async (sdk, said) => {
    const { traces, observations, scores } = await after(`${sdk}_trace-generation-score`)
    expect(traces).toHaveLength(1)
    expect(traces[0]).toMatchObject({ ...traceOfUser, ...said })
    const generation = observations.find((row) => row.type === 'GENERATION')
    expect(generation).toMatchObject({
      provided_model_name: 'gpt-4o',
      usage_details: { input: 5, output: 7, total: 12 },
      environment: 'staging',
      source: 'OTEL',
      scope_name: 'langfuse-sdk',
      trace_id: traces[0]?.id,
    })
    expect(JSON.parse(String(generation?.model_parameters))).toMatchObject({ temperature: 0.5 })
    const root = observations.find((row) => row.parent_observation_id === null)
    expect(traces[0]?.timestamp).toBe(root?.start_time)
    expect(scores.map((row) => row.data_type).sort()).toEqual(['BOOLEAN', 'CATEGORICAL', 'NUMERIC'])
    expect(scores.find((row) => row.session_id === 's1')).toMatchObject({ string_value: 'True' })
  })

  test('js 5: all types of observations, lists among parameters as JSON texts', async () => {
    const { observations, named } = await after('js-v5_trace-generation-score')
    const types = observations.map((row) => row.type)
    expect(new Set(types)).toEqual(
      new Set(['EVENT', 'TOOL', 'AGENT', 'RETRIEVER', 'EMBEDDING', 'GENERATION', 'SPAN']),
    )
    expect(named('v5-gen')).toMatchObject({
      model_parameters: '{"temperature":0.5,"stop":"[\\"a\\"]"}',
      cost_details: { input: '0.1', total: '0.3' },
      completion_start_time: '2026-11-23 07:15:48.801000',
    })
    expect(named('v5-span')).toMatchObject({
      level: 'WARNING',
      status_message: 'warn',
      metadata: { nested: '{"b":1}', s: 'str' },
    })
  })

  test.each(['js-v4', 'js-v5', 'py-v3', 'py-v4'])("%s, OpenAI's client", async (sdk) => {
    const { traces, observations } = await after(`${sdk}_openai`)
    const asked = traces.find((row) => String(row.input).includes('whassup'))
    expect(asked).toMatchObject({ user_id: 'u', session_id: 's', tags: ['t'] })
    const answered = observations.find((row) => row.trace_id === asked?.id)
    expect(answered).toMatchObject({ type: 'GENERATION', total_cost: '0.00011' })
    const failed = observations.find((row) => row.level === 'ERROR')
    expect(failed?.status_message).toContain('404')
    expect(traces.find((row) => row.id === failed?.trace_id)?.output).toBeNull()
  })

  test.each(['js-v4', 'js-v5'])('%s, LangChain', async (sdk) => {
    const { traces, observations } = await after(`${sdk}_langchain`)
    expect(traces).toMatchObject([{ name: 'lc-run', user_id: 'u', session_id: 's', tags: ['t'] }])
    expect(observations.map((row) => row.name).sort()).toEqual(['ChatOpenAI', 'ChatPromptTemplate', 'lc-run'])
  })

  test.each(['js-v4', 'js-v5', 'py-v3', 'py-v4'])('%s, experiments', async (sdk) => {
    const { traces, observations, scores } = await after(`${sdk}_datasets-experiment`)
    const runs = traces.filter((row) => row.name === 'experiment-item-run')
    expect(runs.length).toBeGreaterThan(0)
    for (const run of runs)
      expect(run).toMatchObject({ environment: 'sdk-experiment', output: expect.anything() })
    const metadata = JSON.stringify(observations.map((row) => row.metadata))
    expect(metadata).not.toContain('langfuse.experiment')
    expect(scores.some((row) => row.dataset_run_id !== null)).toBe(true)
  })
})

test('a row that moves to another hour leaves none behind', async () => {
  const scope = {
    projectId: 'hours',
    apiKeyId: null,
    source: 'API',
    sdkName: null,
    sdkVersion: null,
  } as const
  const event = (type: string, timestamp: string, body: object) => ({
    batch: [{ id: `${type}-${timestamp}`, type, timestamp, body: { id: 'o', traceId: 't', ...body } }],
  })
  await ingestion.ingestEvents(scope, event('span-update', '2026-02-01T00:10:00Z', { output: 'late' }))
  expect(await rowsOf('observations', 'hours', 'id')).toMatchObject([
    { start_time: '2026-02-01 00:10:00.000000' },
  ])
  await ingestion.ingestEvents(
    scope,
    event('span-create', '2026-02-01T00:09:00Z', { startTime: '2026-01-31T23:50:00Z', name: 'early' }),
  )
  expect(await rowsOf('observations', 'hours', 'id')).toMatchObject([
    { name: 'early', output: 'late', start_time: '2026-01-31 23:50:00.000000', row_version: 2 },
  ])
  expect(await rowsOf('traces', 'hours', 'id')).toMatchObject([{ timestamp: '2026-01-31 23:50:00.000000' }])
})

test('ids and texts of any kind come back as they were sent', async () => {
  const scope = { projectId: 'odd', apiKeyId: null, source: 'API', sdkName: null, sdkVersion: null } as const
  const ids = [
    '& $ @ = ; / + , ? { } ^ % ` ] " > [ ~ < # |',
    "it's \\ '",
    '日本語 😀',
    'tab\tand\nline',
    'nul\0',
  ]
  const batch = ids.map((id, index) => ({
    id: `e${index}`,
    type: 'trace-create',
    timestamp: '2026-01-01T00:00:00Z',
    body: { id, name: id, input: `${id}\ud800`, metadata: { [id]: id } },
  }))
  const { errors } = await ingestion.ingestEvents(scope, { batch })
  expect(errors).toEqual([])
  await ingestion.ingestEvents(scope, {
    batch: ids.map((id, index) => ({
      id: `u${index}`,
      type: 'trace-create',
      timestamp: '2026-01-01T00:00:01Z',
      body: { id, userId: 'u' },
    })),
  })
  const rows = await rowsOf('traces', 'odd', 'id')
  expect(rows.map((row) => row.id)).toEqual(
    [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
  )
  for (const row of rows) {
    expect(row).toMatchObject({ name: row.id, input: `${String(row.id)}\ufffd`, user_id: 'u' })
    expect(Object.keys(row.metadata as object)).toEqual([row.id])
  }
})

test('a request may reach over more months than an engine takes at once', async () => {
  const scope = {
    projectId: 'months',
    apiKeyId: null,
    source: 'API',
    sdkName: null,
    sdkVersion: null,
  } as const
  const batch = Array.from({ length: 110 }, (_, month) => ({
    id: `e${month}`,
    type: 'span-create',
    timestamp: new Date(Date.UTC(2010, month)).toISOString(),
    body: { id: `o${month}`, traceId: 't' },
  }))
  const { successes } = await ingestion.ingestEvents(scope, { batch })
  expect(successes).toHaveLength(110)
  expect(await rowsOf('observations', 'months', 'start_time')).toHaveLength(110)
})
