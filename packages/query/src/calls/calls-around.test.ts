import type { FilterCondition } from '@kansoku/contracts'
import { beforeEach, expect, test } from 'vitest'
import { findObservationPage } from '../observations/find-page.ts'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { withRows } from '../testing/with-rows.ts'
import { findPage } from '../traces/find-page.ts'

const analytics = useAnalytics()
const at = (day: number) => `2026-11-${day}T10:00:00Z`

/** One call a trace; `asked` is what the client called the model, through the gateway. */
function called(id: string, model: string | null, asked?: string, day = 20) {
  const own = { trace_id: id, observation_id: `${id}-call` }
  return {
    trace: { id, timestamp: at(day) },
    observation: { id: `${id}-call`, trace_id: id, start_time: at(day), provided_model_name: model },
    call: asked && { ...own, started_at: at(day), model: model ?? '', model_group: asked },
  }
}

const telemetry = [
  called('priced', 'converse/claude-sonnet', 'demo-claude'),
  called('same', 'gpt-4o', 'gpt-4o'),
  called('traced', 'demo-local'),
  called('nothing', null),
  called('long-ago', 'converse/claude-sonnet', 'demo-claude', 10),
]

beforeEach(() =>
  store(analytics(), {
    traces: telemetry.map(({ trace }) => trace),
    observations: telemetry.map(({ observation }) => observation),
    calls: telemetry.flatMap(({ call }) => call || []),
  }),
)

type Options = Extract<FilterCondition, { type: 'stringOptions' }>['operator']
const on = (operator: Options, ...value: string[]): FilterCondition => ({
  ...{ type: 'stringOptions', column: 'model', operator, value },
})
const missing = (operator: 'is null' | 'is not null'): FilterCondition => ({
  ...{ type: 'null', column: 'model', operator },
})

test.each([
  [on('any of', 'demo-claude'), ['priced']],
  [on('any of', 'converse/claude-sonnet', 'gpt-4o'), ['priced', 'same']],
  [on('like any of', 'demo*'), ['priced', 'traced']],
  [on('like none of', 'demo*'), ['nothing', 'same']],
  [on('none of', 'converse/claude-sonnet'), ['nothing', 'same', 'traced']],
])('a model goes by its name and by the one that was asked for: %j', async (...given) => {
  const [condition, ids] = given
  // With days that are kept, and without.
  for (const rows of [0, 1_000_000]) {
    const kept = withRows(analytics(), rows)
    const page = {
      ...{ projectId: project, from: at(18), to: at(22), filter: [condition], limit: 10, offset: 0 },
      order: 'asc',
    } as const
    const { traces, totalItems } = await findPage(kept, { ...page, orderBy: 'timestamp' })
    expect([traces.map(({ id }) => id).sort(), totalItems]).toEqual([ids, ids.length])
    for (const order of ['asc', 'desc'] as const) {
      const found = await findObservationPage(kept, { ...page, order })
      expect(found.keys.map(({ trace_id }) => trace_id).sort()).toEqual(ids)
      expect(found.totalItems).toBe(ids.length)
    }
  }
})

test('a name that was asked for is found when its line arrives after the days were kept', async () => {
  const kept = withRows(analytics(), 1_000_000)
  const filter = [on('any of', 'late-alias')]
  const ask = async () => {
    const page = { projectId: project, from: at(18), to: at(22), filter, limit: 10, offset: 0 }
    const traces = await findPage(kept, { ...page, orderBy: 'timestamp', order: 'asc' })
    const observations = await findObservationPage(kept, { ...page, order: 'asc' })
    return [traces.totalItems, observations.totalItems]
  }
  expect(await ask()).toEqual([0, 0])
  const { call } = called('traced', 'demo-local', 'late-alias')
  await store(analytics(), { calls: call ? [call] : [] })
  expect(await ask()).toEqual([1, 1])
})

test('only what answered nobody by any name has no model', async () => {
  const ids = async (condition: FilterCondition) => {
    const page = { projectId: project, from: at(18), filter: [condition], limit: 10, offset: 0 }
    return (await findObservationPage(analytics(), page)).keys.map(({ trace_id }) => trace_id).sort()
  }
  expect(await ids(missing('is null'))).toEqual(['nothing'])
  expect(await ids(missing('is not null'))).toEqual(['priced', 'same', 'traced'])
})
