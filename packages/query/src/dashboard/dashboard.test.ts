import { describe, expect, test } from 'vitest'
import { listEnvironments } from '../environments/list-environments.ts'
import { type GivenObservation, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { findFirstTrace } from '../traces/find-first-trace.ts'
import { getErrors } from './get-errors.ts'
import { getLatency } from './get-latency.ts'
import { getModelUsage } from './get-model-usage.ts'
import { getOverview } from './get-overview.ts'
import { getLatencyHistogram } from './latency-histogram.ts'
import { getTracesOverTime } from './traces-over-time.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const hour = { projectId: project, from: at('10:00:00'), to: at('11:00:00') }

/** A call that took so many seconds. */
function call(time: string, seconds: number, given: Partial<GivenObservation> = {}): GivenObservation {
  const end_time = new Date(Date.parse(at(time)) + seconds * 1000).toISOString()
  return { trace_id: 't', start_time: at(time), end_time, ...given }
}

describe('the overview', () => {
  test('of a project without data is zeros, and null where nothing can be said', async () => {
    const nothing = {
      traces: 0,
      generations: 0,
      failedTraces: 0,
      errorRate: null,
      totalCost: 0,
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      users: 0,
      sessions: 0,
      latencyP50: null,
      latencyP95: null,
    }
    expect(await getOverview(analytics(), hour)).toEqual({ current: nothing, previous: nothing })
  })

  test('counts the range and the one before it apart', async () => {
    await store(analytics(), {
      traces: [
        { id: 'a', timestamp: at('10:00:00'), user_id: 'ann', session_id: 's1' },
        { id: 'b', timestamp: at('10:30:00'), user_id: 'ann' },
        { id: 'c', timestamp: at('09:59:59.999999'), user_id: 'bob' },
        { id: 'too late', timestamp: at('11:00:00'), user_id: 'eve' },
        { id: 'too early', timestamp: at('08:59:59'), user_id: 'eve' },
      ],
      observations: [
        call('10:00:00', 2, {
          trace_id: 'a',
          usage_details: {
            input: 10,
            cache_read_input_tokens: 90,
            cache_creation_input_tokens: 5,
            output: 7,
            total: 112,
          },
          total_cost: '0.5',
        }),
        call('10:00:03', 4, { trace_id: 'a', type: 'EMBEDDING', total_cost: '0.25' }),
        // Neither its duration nor its end is that of a model.
        call('10:00:00', 100, { trace_id: 'a', type: 'SPAN' }),
        { trace_id: 'b', start_time: at('10:30:00'), level: 'ERROR' },
        { trace_id: 'b', start_time: at('10:30:00'), level: 'ERROR', type: 'TOOL' },
        call('09:59:00', 1, { trace_id: 'c' }),
        call('11:00:00', 9, { trace_id: 'too late', level: 'ERROR' }),
      ],
    })
    const { current, previous } = await getOverview(analytics(), hour)
    expect(current).toEqual({
      traces: 2,
      generations: 3,
      failedTraces: 1,
      errorRate: 0.5,
      totalCost: 0.75,
      inputTokens: 105,
      outputTokens: 7,
      cacheReadTokens: 90,
      cacheWriteTokens: 5,
      users: 1,
      sessions: 1,
      latencyP50: 3,
      latencyP95: expect.closeTo(3.9, 6),
    })
    expect(previous).toMatchObject({
      traces: 1,
      generations: 1,
      failedTraces: 0,
      errorRate: 0,
      users: 1,
      latencyP50: 1,
    })
  })

  test('keeps to the environments asked for', async () => {
    await store(analytics(), {
      traces: [
        { id: 'a', timestamp: at('10:00:00') },
        { id: 'b', timestamp: at('10:00:00'), environment: 'staging' },
      ],
      observations: [call('10:00:00', 1, { trace_id: 'b', environment: 'staging', level: 'ERROR' })],
    })
    const { current } = await getOverview(analytics(), { ...hour, environment: ['staging'] })
    expect(current).toMatchObject({ traces: 1, generations: 1, errorRate: 1 })
    expect((await getOverview(analytics(), { ...hour, environment: ['default'] })).current).toMatchObject({
      traces: 1,
      generations: 0,
      errorRate: 0,
    })
  })
})

test('traces over time: every bucket is there, failed traces counted once', async () => {
  await store(analytics(), {
    traces: [
      { id: 'a', timestamp: at('10:00:59.999999') },
      { id: 'b', timestamp: at('10:01:00') },
      { id: 'c', timestamp: at('10:01:30') },
    ],
    observations: [
      call('10:01:00', 1, { trace_id: 'b', level: 'ERROR' }),
      call('10:01:01', 1, { trace_id: 'b', level: 'ERROR' }),
    ],
  })
  const { bucketSeconds, points } = await getTracesOverTime(analytics(), hour)
  expect(bucketSeconds).toBe(60)
  expect(points).toHaveLength(60)
  expect(points.slice(0, 3)).toEqual([
    { time: '2026-11-20T10:00:00.000Z', traces: 1, errors: 0 },
    { time: '2026-11-20T10:01:00.000Z', traces: 2, errors: 1 },
    { time: '2026-11-20T10:02:00.000Z', traces: 0, errors: 0 },
  ])
})

describe('model usage', () => {
  test('per model in total, the most expensive first, and over time', async () => {
    const usage_details = { input: 100, input_cached_tokens: 50, output: 10, total: 160 }
    await store(analytics(), {
      observations: [
        call('10:00:00', 1, { provided_model_name: 'cheap', total_cost: '0.1', usage_details }),
        call('10:01:00', 1, { provided_model_name: 'dear', total_cost: '2', usage_details }),
        call('10:01:01', 1, { provided_model_name: 'dear', total_cost: '3', level: 'ERROR' }),
        call('10:00:00', 1, { provided_model_name: 'unpriced', usage_details }),
        call('10:00:00', 1),
        call('10:00:00', 1, { type: 'SPAN' }),
      ],
    })
    const { models, points } = await getModelUsage(analytics(), hour)
    expect(models).toEqual([
      {
        model: 'dear',
        calls: 2,
        errors: 1,
        inputTokens: 150,
        outputTokens: 10,
        cacheReadTokens: 50,
        cacheWriteTokens: 0,
        totalTokens: 160,
        totalCost: 5,
      },
      expect.objectContaining({ model: 'cheap', totalCost: 0.1 }),
      expect.objectContaining({ model: 'unknown', calls: 1, totalCost: null }),
      expect.objectContaining({ model: 'unpriced', calls: 1, totalCost: null }),
    ])
    expect(points).toHaveLength(60 * 4)
    expect(points.filter(({ calls }) => calls > 0)).toEqual([
      { time: '2026-11-20T10:00:00.000Z', model: 'cheap', cost: 0.1, tokens: 160, calls: 1 },
      { time: '2026-11-20T10:00:00.000Z', model: 'unknown', cost: 0, tokens: 0, calls: 1 },
      { time: '2026-11-20T10:00:00.000Z', model: 'unpriced', cost: 0, tokens: 160, calls: 1 },
      { time: '2026-11-20T10:01:00.000Z', model: 'dear', cost: 5, tokens: 160, calls: 2 },
    ])
  })

  test('beyond ten models the rest is one series', async () => {
    const observations = Array.from({ length: 13 }, (_, index) =>
      call('10:00:00', 1, { provided_model_name: `m${index}`, total_cost: String(index + 1) }),
    )
    await store(analytics(), { observations })
    const { models, points } = await getModelUsage(analytics(), hour)
    expect(models).toHaveLength(13)
    expect(new Set(points.map(({ model }) => model)).size).toBe(11)
    expect(points.find(({ model }) => model === 'other')).toMatchObject({ cost: 1 + 2 + 3, calls: 3 })
  })
})

test('latency: over time, per model and both; null where no call has finished', async () => {
  await store(analytics(), {
    observations: [
      call('10:00:00', 1, { provided_model_name: 'a', completion_start_time: at('10:00:00.250') }),
      call('10:00:00', 3, { provided_model_name: 'a', completion_start_time: at('10:00:00.750') }),
      call('10:00:00', 10, { provided_model_name: 'b' }),
      { trace_id: 't', start_time: at('10:05:00'), provided_model_name: 'b' },
      call('10:00:00', 500, { type: 'SPAN' }),
    ],
  })
  const { points, models, modelPoints } = await getLatency(analytics(), hour)
  expect(points).toHaveLength(60)
  expect(points[0]).toMatchObject({ avg: expect.closeTo(14 / 3, 9), p50: 3 })
  expect(points[5]).toEqual({
    time: '2026-11-20T10:05:00.000Z',
    avg: null,
    p50: null,
    p90: null,
    p95: null,
    p99: null,
  })
  expect(models).toMatchObject([
    { model: 'a', calls: 2, avg: 2, p50: 2, timeToFirstTokenP50: 0.5 },
    { model: 'b', calls: 1, avg: 10, p99: 10, timeToFirstTokenP50: null },
  ])
  expect(modelPoints).toHaveLength(120)
  expect(modelPoints.find(({ model, p50 }) => model === 'b' && p50 !== null)).toMatchObject({
    time: '2026-11-20T10:00:00.000Z',
    p95: 10,
  })
})

test('the histogram reaches from the fastest to the slowest call without gaps', async () => {
  const seconds = [0, 0.001, 0.0999, 0.1, 0.15, 1, 9.99, 10]
  await store(analytics(), { observations: seconds.map((each) => call('10:00:00', each)) })
  const bins = await getLatencyHistogram(analytics(), hour)
  expect(bins[0]).toMatchObject({ from: 0.001, count: 2 })
  expect(bins.at(-1)).toMatchObject({ from: 10, to: 14.68, count: 1 })
  expect(bins.every((bin, index) => index === 0 || bin.from === bins[index - 1]?.to)).toBe(true)
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(seconds.length)
  expect(bins.find(({ from }) => from === 0.1)).toMatchObject({ to: 0.1468, count: 1 })
  expect(await getLatencyHistogram(analytics(), { ...hour, from: at('10:30:00') })).toEqual([])
})

describe('errors', () => {
  const failed = (time: string, status_message: string | null, given: Partial<GivenObservation> = {}) =>
    call(time, 1, { level: 'ERROR', status_message, ...given })

  test('by class and frequency, with the latest example and the model that fails most', async () => {
    await store(analytics(), {
      observations: [
        failed('10:00:00', 'litellm.RateLimitError: one', { provided_model_name: 'a', trace_id: 'old' }),
        failed('10:02:00', 'litellm.RateLimitError: two', { provided_model_name: 'b', trace_id: 'newest' }),
        failed('10:01:00', 'litellm.RateLimitError: three', { provided_model_name: 'a' }),
        failed('10:01:00', null, { type: 'TOOL' }),
        call('10:00:00', 1, { level: 'WARNING', status_message: 'RateLimitError' }),
      ],
    })
    const { types, points } = await getErrors(analytics(), hour)
    expect(types).toEqual([
      {
        type: 'RateLimitError',
        count: 3,
        lastSeen: '2026-11-20T10:02:00.000Z',
        model: 'a',
        exampleMessage: 'litellm.RateLimitError: two',
        exampleTraceId: 'newest',
      },
      {
        type: 'unknown',
        count: 1,
        lastSeen: '2026-11-20T10:01:00.000Z',
        model: null,
        exampleMessage: '',
        exampleTraceId: 't',
      },
    ])
    expect(points).toHaveLength(120)
    expect(points.filter(({ count }) => count > 0)).toEqual([
      { time: '2026-11-20T10:00:00.000Z', type: 'RateLimitError', count: 1 },
      { time: '2026-11-20T10:01:00.000Z', type: 'RateLimitError', count: 1 },
      { time: '2026-11-20T10:01:00.000Z', type: 'unknown', count: 1 },
      { time: '2026-11-20T10:02:00.000Z', type: 'RateLimitError', count: 1 },
    ])
  })

  test.each([
    ['litellm.Timeout: AnthropicException - Request timed out', 'Timeout'],
    ['litellm.exceptions.BadRequestError: x', 'BadRequestError'],
    ['litellm.APIConnectionError: OllamaException - refused', 'APIConnectionError'],
    ['ThrottlingException: Too many tokens, please wait', 'ThrottlingException'],
    ['BedrockException - {"message":"The model returned..."}', 'BedrockException'],
    ['Error code: 429 - {"error":{"type":"rate_limit_error","message":"slow down"}}', 'rate_limit_error'],
    ['botocore.exceptions.ReadTimeoutError: Read timeout', 'ReadTimeoutError'],
    ['com.amazonaws#ServiceQuotaExceededException', 'ServiceQuotaExceededException'],
    ['TypeError [ERR_X]: fetch failed', 'TypeError'],
    ['Error: connection refused by peer 10.0.0.1', 'Error: connection refused by peer'],
    ['  something   went\nwrong with request 4711', 'something went wrong with request'],
    ['Timed out.', 'Timed out'],
    ['モデルが応答しませんでした', 'モデルが応答しませんでした'],
    ['', 'unknown'],
    ['   ', 'unknown'],
  ])('%j is of the class %s', async (message, type) => {
    await store(analytics(), { observations: [failed('10:00:00', message)] })
    expect((await getErrors(analytics(), hour)).types.map((each) => each.type)).toEqual([type])
  })

  test('beyond ten classes the rest is one series', async () => {
    const observations = Array.from({ length: 12 }, (_, index) => failed('10:00:00', `Kind${index}Error`))
    await store(analytics(), { observations: [...observations, ...observations.slice(0, 10)] })
    const { types, points } = await getErrors(analytics(), hour)
    expect(types).toHaveLength(12)
    expect(points.find(({ type }) => type === 'other')).toMatchObject({ count: 2 })
  })
})

test('replaced versions and other projects are in no figure', async () => {
  const given = call('10:00:00', 5, { id: 'o', total_cost: '5', level: 'ERROR', status_message: 'OldError' })
  await store(analytics(), {
    traces: [{ id: 't', timestamp: at('10:00:00') }],
    observations: [given, { ...given, project_id: 'project-2' }],
  })
  await store(analytics(), {
    observations: [{ ...given, row_version: 2, total_cost: '1', level: 'DEFAULT', status_message: null }],
  })
  expect((await getOverview(analytics(), hour)).current).toMatchObject({
    failedTraces: 0,
    errorRate: 0,
    totalCost: 1,
  })
  expect((await getErrors(analytics(), hour)).types).toEqual([])
  expect((await getModelUsage(analytics(), hour)).models).toMatchObject([{ calls: 1, totalCost: 1 }])
})

test('the first trace of a project, late arrivals included', async () => {
  expect(await findFirstTrace(analytics(), { projectId: project })).toBeNull()
  await store(analytics(), {
    traces: [
      { timestamp: at('09:00:00') },
      { timestamp: at('08:30:00') },
      { timestamp: at('08:10:00') },
      { timestamp: at('07:00:00'), project_id: 'project-2' },
    ],
  })
  expect(await findFirstTrace(analytics(), { projectId: project })).toBe(
    new Date(at('08:10:00')).toISOString(),
  )
})

test('environments of the last 90 days, default first', async () => {
  const now = Date.parse(at('10:00:00'))
  await store(analytics(), {
    traces: [
      { timestamp: at('09:00:00'), environment: 'staging' },
      { timestamp: at('09:00:00'), environment: 'default' },
      { timestamp: at('09:00:00'), environment: 'alpha' },
      { timestamp: '2026-08-01T00:00:00Z', environment: 'forgotten' },
      { timestamp: at('09:00:00'), environment: 'foreign', project_id: 'project-2' },
    ],
  })
  expect(await listEnvironments(analytics(), { projectId: project, now })).toEqual([
    'default',
    'alpha',
    'staging',
  ])
})
