import type { FilterCondition } from '@kansoku/contracts'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { clear, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { withRows } from '../testing/with-rows.ts'
import { findObservationPage } from './find-page.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`
type Selection = Partial<Parameters<typeof findObservationPage>[1]>

const find = (selection: Selection = {}) =>
  findObservationPage(analytics(), { projectId: project, limit: 50, offset: 0, ...selection })
const ids = async (selection: Selection = {}) => (await find(selection)).keys.map(({ id }) => id)

test('walking by cursor meets every observation once, newest first', async () => {
  const someTimes = fc.array(fc.integer({ min: 0, max: 5 * 3600 }), { minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(someTimes, fc.integer({ min: 1, max: 9 }), async (times, limit) => {
      await clear(analytics())
      const observations = times.map((seconds, index) => ({
        id: `o${index}`,
        trace_id: `t${index % 3}`,
        // Many share an instant, and differ only below the millisecond from others.
        start_time: new Date(Date.UTC(2026, 10, 20) + Math.floor(seconds / 600) * 600_000)
          .toISOString()
          .replace('Z', `${index % 2}00Z`),
      }))
      await store(analytics(), { observations })
      const found: { id: string; start_time: string }[] = []
      let after: Selection['after']
      for (;;) {
        const { keys } = await find({ limit, after })
        found.push(...keys)
        const last = keys.at(-1)
        if (!last) break
        after = { startTime: last.start_time, traceId: last.trace_id, id: last.id }
      }
      expect(found.map(({ id }) => id).sort()).toEqual(observations.map(({ id }) => id).sort())
      const starts = found.map(({ start_time }) => start_time)
      expect(starts).toEqual([...starts].sort().reverse())
    }),
    { numRuns: 8 },
  )
})

test('totals are the same when days are kept, within a range and without one', async () => {
  const observations = Array.from({ length: 120 }, (_, index) => ({
    ...{ id: `o${index}`, trace_id: 't', name: index % 3 === 0 ? 'third' : null },
    start_time: new Date(Date.UTC(2026, 10, 16) + index * 3_600_000).toISOString(),
  }))
  await clear(analytics())
  await store(analytics(), { observations })
  const stores = [withRows(analytics(), 0), withRows(analytics(), 1_000_000)] as const
  const filter: FilterCondition[] = [{ type: 'string', column: 'name', operator: '=', value: 'third' }]
  const selections: Selection[] = [
    {},
    { filter },
    { from: '2026-11-16T10:30:00Z', to: '2026-11-19T01:00:00Z' },
  ]
  for (const selection of selections) {
    for (const offset of [0, 2000]) {
      const pages = await Promise.all(
        stores.map((store) =>
          findObservationPage(store, { projectId: project, limit: 5, offset, ...selection }),
        ),
      )
      expect(pages[1]).toEqual(pages[0])
    }
  }
})

test('pages by number meet every observation once, near the beginning and far from it', async () => {
  const count = 1200
  const observations = Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    trace_id: 't',
    start_time: new Date(Date.UTC(2026, 10, 20) - ((index * 7919) % count) * 600_000).toISOString(),
  }))
  await store(analytics(), { observations })
  const found: string[] = []
  for (let offset = 0; offset < count + 100; offset += 100) {
    const { keys, totalItems } = await find({ limit: 100, offset })
    expect(totalItems).toBe(count)
    found.push(...keys.map(({ start_time }) => start_time))
  }
  expect(found).toHaveLength(count)
  expect(found).toEqual([...new Set(found)].sort().reverse())
})

describe('conditions', () => {
  beforeEach(() =>
    store(analytics(), {
      traces: [
        { id: 't1', timestamp: at('10:00:00'), user_id: 'ann', session_id: 's', tags: ['x'], name: 'Chat' },
        { id: 't2', timestamp: at('10:00:00') },
      ],
      observations: [
        {
          id: 'root',
          trace_id: 't1',
          type: 'SPAN',
          start_time: at('10:00:00'),
          end_time: at('10:00:05'),
          input: 'Wetter in 東京',
          metadata: { k: 'v' },
        },
        {
          id: 'child',
          trace_id: 't1',
          parent_observation_id: 'root',
          start_time: at('10:00:01'),
          end_time: at('10:00:02'),
          completion_start_time: at('10:00:01.5'),
          provided_model_name: 'gpt-4o',
          usage_details: { input: 10, output: 20, total: 30 },
          prompt_name: 'p',
          prompt_version: 3,
          tool_call_names: ['search'],
        },
        { id: 'other', trace_id: 't2', start_time: at('10:00:00'), level: 'ERROR', status_message: 'no' },
      ],
      scores: [{ timestamp: at('10:00:00'), trace_id: 't1', observation_id: 'child', name: 'q', value: 1 }],
    }),
  )

  const text = (
    column: string,
    value: string,
    operator: '=' | 'contains' | 'matches' = '=',
  ): FilterCondition => ({
    type: 'string',
    column,
    operator,
    value,
  })
  const number = (column: string, operator: '=' | '>', value: number): FilterCondition => ({
    type: 'number',
    column,
    operator,
    value,
  })

  test.each<[string, FilterCondition, string[]]>([
    ['user of the trace', text('userId', 'ann'), ['child', 'root']],
    ['session of the trace', text('sessionId', 's'), ['child', 'root']],
    ['name of the trace', text('traceName', 'Chat'), ['child', 'root']],
    [
      'tags of the trace',
      { type: 'arrayOptions', column: 'tags', operator: 'any of', value: ['x'] },
      ['child', 'root'],
    ],
    [
      'tags of the trace, negated',
      { type: 'arrayOptions', column: 'tags', operator: 'none of', value: ['x'] },
      ['other'],
    ],
    ['latency', number('latency', '=', 5), ['root']],
    ['time to first token', number('timeToFirstToken', '=', 0.5), ['child']],
    ['tokens per second', number('tokensPerSecond', '>', 19), ['child']],
    ['model', text('model', 'gpt-4o'), ['child']],
    ['prompt version', number('promptVersion', '=', 3), ['child']],
    ['level', { type: 'stringOptions', column: 'level', operator: 'any of', value: ['ERROR'] }, ['other']],
    [
      'roots',
      { type: 'boolean', column: 'isRootObservation', operator: '=', value: true },
      ['other', 'root'],
    ],
    ['children', { type: 'null', column: 'parentObservationId', operator: 'is not null' }, ['child']],
    [
      'called tools',
      { type: 'arrayOptions', column: 'calledToolNames', operator: 'any of', value: ['search'] },
      ['child'],
    ],
    ['input, in any case', text('input', 'WETTER', 'matches'), ['root']],
    ['input in Japanese', text('input', '東京', 'contains'), ['root']],
    ['metadata', { type: 'stringObject', column: 'metadata', key: 'k', operator: '=', value: 'v' }, ['root']],
    [
      'scores',
      { type: 'numberObject', column: 'scores_avg', key: 'q', operator: '>', value: 0.5 },
      ['child'],
    ],
  ])('%s', async (_, condition, expected) => {
    expect((await ids({ filter: [condition] })).sort()).toEqual(expected)
  })
})

test('the range holds its beginning and not its end; other projects and old versions never show', async () => {
  const given = { id: 'moved', trace_id: 't', start_time: at('10:30:00') }
  await store(analytics(), {
    observations: [
      given,
      { id: 'first', trace_id: 't', start_time: at('10:00:00') },
      { id: 'end', trace_id: 't', start_time: at('11:00:00') },
      { id: 'foreign', trace_id: 't', start_time: at('10:10:00'), project_id: 'project-2' },
    ],
  })
  await store(analytics(), {
    observations: [
      { ...given, start_time: at('08:00:00'), row_version: 2 },
      { ...given, row_version: 2, is_deleted: 1 },
    ],
  })
  expect(await find({ from: at('10:00:00'), to: at('11:00:00') })).toMatchObject({
    keys: [{ id: 'first', start_time: '2026-11-20T10:00:00.000000Z' }],
    totalItems: 1,
  })
})

describe('order', () => {
  const call = (id: string, given: object = {}) => ({
    id,
    trace_id: 't',
    start_time: at('10:00:00'),
    ...given,
  })

  beforeEach(() =>
    store(analytics(), {
      observations: [
        call('quick', { end_time: at('10:00:01'), total_cost: '0.5' }),
        call('slow', { end_time: at('10:00:09'), level: 'ERROR' }),
        call('running', { start_time: at('09:00:00'), total_cost: '2' }),
      ],
    }),
  )

  test.each<[Selection, string[]]>([
    [{ orderBy: 'latency' }, ['slow', 'quick', 'running']],
    [{ orderBy: 'latency', order: 'asc' }, ['quick', 'slow', 'running']],
    [{ orderBy: 'totalCost' }, ['running', 'quick', 'slow']],
    [{ orderBy: 'level', limit: 1 }, ['slow']],
    [{ orderBy: 'totalCost', limit: 1, offset: 1 }, ['quick']],
    [{ order: 'asc', limit: 2 }, ['running', 'quick']],
    [{ order: 'asc', limit: 2, offset: 2 }, ['slow']],
  ])('%o', async (selection, expected) => {
    const { keys, totalItems } = await find(selection)
    expect([keys.map(({ id }) => id), totalItems]).toEqual([expected, 3])
  })
})

test('a search looks at names, models, messages and what was said, in any case and language', async () => {
  const said = { trace_id: 't', start_time: at('10:00:00') }
  await store(analytics(), {
    observations: [
      { ...said, id: 'named', name: 'Weather' },
      { ...said, id: 'asked', input: '東京の天気は?' },
      { ...said, id: 'failed', status_message: 'no WEATHER today' },
      { ...said, id: 'other', output: 'nothing of the kind' },
    ],
  })
  expect(await ids({ search: 'weather' })).toEqual(['named', 'failed'])
  expect(await ids({ search: '天気' })).toEqual(['asked'])
  expect(await find({ search: 'KIND', limit: 1 })).toMatchObject({ keys: [{ id: 'other' }], totalItems: 1 })
})
