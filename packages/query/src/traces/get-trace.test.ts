import type { Question } from '@kansoku/storage'
import { expect, test } from 'vitest'
import { getObservation } from '../observations/get-observation.ts'
import { getObservationsOfTrace } from '../observations/records-of-trace.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getTraceWithNodes } from './get-trace.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
const get = (traceId: string, projectId = project) => getTraceWithNodes(analytics(), { projectId, traceId })

test('a trace comes with its observations by time, its scores and what they add up to', async () => {
  await store(analytics(), {
    traces: [{ id: 't', timestamp: at('10:00:00'), input: '"q"', metadata: { a: '1' }, public: true }],
    observations: [
      {
        id: 'call',
        trace_id: 't',
        parent_observation_id: 'root',
        start_time: at('10:00:01'),
        end_time: at('10:00:03.5'),
        completion_start_time: at('10:00:01.25'),
        usage_details: { input: 10, output: 2, total: 12 },
        cost_details: { input: '0.000001', output: '0.000002', total: '0.000003' },
        total_cost: '0.000003',
      },
      { id: 'root', trace_id: 't', type: 'AGENT', start_time: at('10:00:00'), end_time: at('10:00:04') },
      // Far from the trace's own hour: it still belongs to it.
      {
        id: 'late',
        trace_id: 't',
        start_time: '2027-03-01T00:00:00Z',
        usage_details: { input: 1, total: 1 },
        cost_details: { input: '0.000004', total: '0.000004' },
        total_cost: '0.000004',
      },
      { trace_id: 'other', start_time: at('10:00:00') },
    ],
    scores: [
      { id: 's2', trace_id: 't', observation_id: 'call', timestamp: at('10:02:00'), value: 0.5 },
      { id: 's1', trace_id: 't', timestamp: at('10:01:00'), value: 1 },
      { trace_id: 'other', timestamp: at('10:01:00') },
    ],
  })
  const found = await get('t')
  expect(found).toMatchObject({
    trace: { id: 't', input: '"q"', metadata: { a: '1' }, public: true },
    observationCount: 3,
    totalTokens: 13,
    usageDetails: { input: 11, output: 2, total: 13 },
  })
  expect(found?.nodes.map(({ id }) => id)).toEqual(['root', 'call', 'late'])
  expect(found?.nodes[1]).toMatchObject({
    parent_observation_id: 'root',
    start_time: '2026-11-20T10:00:01.000Z',
    latency: 2.5,
    time_to_first_token: 0.25,
    cost_details: { input: 0.000001, output: 0.000002, total: 0.000003 },
    total_cost: 0.000003,
  })
  expect(found?.costDetails.total).toBeCloseTo(0.000007, 12)
  expect(found?.scores.map(({ id }) => id)).toEqual(['s1', 's2'])
})

test('an unknown trace, or one of another project, is not found', async () => {
  await store(analytics(), { traces: [{ id: 't', timestamp: at('10:00:00') }] })
  expect(await get('t', 'project-2')).toBeUndefined()
  expect(await get('unknown')).toBeUndefined()
})

test('whole observations come in their newest version only, wherever older ones lay', async () => {
  const given = { id: 'o', trace_id: 't', start_time: at('12:00:00'), input: 'first', output: null }
  await store(analytics(), { observations: [given] })
  await store(analytics(), {
    observations: [
      { ...given, row_version: 2, start_time: at('10:00:00'), input: 'second', output: 'done' },
      { ...given, row_version: 2, is_deleted: 1 },
      // Its hour holds the tombstone of the other.
      { id: 'neighbour', trace_id: 't', start_time: at('12:30:00'), input: 'mine' },
    ],
  })
  const records = await getObservationsOfTrace(analytics(), { projectId: project, traceId: 't' })
  expect(records.map(({ id, input, output }) => ({ id, input, output }))).toEqual([
    { id: 'o', input: 'second', output: 'done' },
    { id: 'neighbour', input: 'mine', output: null },
  ])
  const one = await getObservation(analytics(), { projectId: project, traceId: 't', observationId: 'o' })
  expect(one).toMatchObject({ input: 'second', start_time: '2026-11-20T10:00:00.000Z' })
})

test('an observation is found within its trace and its project only', async () => {
  await store(analytics(), { observations: [{ id: 'o', trace_id: 't', start_time: at('10:00:00') }] })
  const lookup = { projectId: project, observationId: 'o' }
  expect(await getObservation(analytics(), lookup)).toMatchObject({ id: 'o' })
  expect(await getObservation(analytics(), { ...lookup, traceId: 'x' })).toBeUndefined()
  expect(await getObservation(analytics(), { ...lookup, projectId: 'project-2' })).toBeUndefined()
})

test('input and output beyond the limit are refused with a way out', async () => {
  const observations = Array.from({ length: 30 }, (_, index) => ({
    trace_id: 't',
    start_time: at(`10:00:${String(index).padStart(2, '0')}`),
    input: '観'.repeat(100_000),
  }))
  await store(analytics(), { observations })
  const one = { projectId: project, traceId: 't' }
  expect(await getObservationsOfTrace(analytics(), { ...one, maxBytes: 9_000_000 })).toHaveLength(30)
  const read: string[] = []
  const watched = {
    ...analytics(),
    query: <T>(question: Question<T>) => {
      read.push(question.name)
      return analytics().query(question)
    },
  }
  await expect(getObservationsOfTrace(watched, { ...one, maxBytes: 8_999_999 })).rejects.toMatchObject({
    code: 'response_too_large',
    message: expect.stringMatching(/^Observations in trace are too large: .* exceeds limit of 9\.00 MB/),
  })
  expect(read).not.toContain('observations/records')
})

test('an observation that changes while it is read comes in one version, whoever else is reading', async () => {
  const given = { id: 'o', trace_id: 't', start_time: at('10:00:00'), metadata: { a: '1' } }
  const other = {
    id: 'other',
    trace_id: 't',
    start_time: at('10:00:01'),
    input: 'quiet',
    metadata: { b: '2' },
  }
  await store(analytics(), { observations: [{ ...given, name: 'old', input: 'old' }, other] })
  const read = async (running: number) => {
    const names: string[] = []
    const othersRead = Promise.withResolvers<void>()
    const watched = {
      ...analytics(),
      load: () => ({ ...analytics().load(), read: { running, waiting: 0 } }),
      query: async <T>(question: Question<T>) => {
        names.push(question.name)
        if (question.name === 'observations/texts') {
          await othersRead.promise
          await store(analytics(), {
            observations: [{ ...given, name: 'new', input: 'new', row_version: 2 }],
          })
        }
        const rows = await analytics().query(question)
        if (question.name === 'observations/records') othersRead.resolve()
        return rows
      },
    }
    const records = await getObservationsOfTrace(watched, { projectId: project, traceId: 't' })
    return { names, rows: records.map(({ name, input, metadata }) => ({ name, input, metadata })) }
  }
  const quiet = { name: 'call', input: 'quiet', metadata: { b: '2' } }
  const [keys, records, texts] = ['observations/keys-of-trace', 'observations/records', 'observations/texts']
  expect(await read(9)).toEqual({
    names: [keys, records],
    rows: [{ name: 'old', input: 'old', metadata: { a: '1' } }, quiet],
  })
  expect(await read(0)).toEqual({
    names: [keys, records, texts, records],
    rows: [{ name: 'new', input: 'new', metadata: { a: '1' } }, quiet],
  })
})

test('a trace that moved to another hour is found where it is now, and one that is gone is not', async () => {
  const moved = { id: 'moved', timestamp: at('08:30:00'), name: 'old' }
  const gone = { id: 'gone', timestamp: at('08:30:00') }
  await store(analytics(), { traces: [moved, gone] })
  await store(analytics(), {
    traces: [
      { ...moved, row_version: 2, is_deleted: 1 },
      { ...moved, timestamp: at('10:30:00'), name: 'new', row_version: 2 },
      { ...gone, row_version: 2, is_deleted: 1 },
    ],
  })
  const get = (traceId: string) => getTraceWithNodes(analytics(), { projectId: project, traceId })
  expect((await get('moved'))?.trace).toMatchObject({ name: 'new', timestamp: at('10:30:00.000') })
  expect(await get('gone')).toBeUndefined()
})
