import type { FilterCondition } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { withRows } from '../testing/with-rows.ts'
import { findPage } from './find-page.ts'

const analytics = useAnalytics()
const start = Date.parse('2026-11-16T00:00:00Z')
const hour = 3_600_000
const iso = (milliseconds: number) => new Date(start + milliseconds).toISOString()

const conditions: FilterCondition[] = [
  { type: 'number', column: 'latency', operator: '>', value: 6 },
  { type: 'number', column: 'totalCost', operator: '>', value: 1 },
  { type: 'stringOptions', column: 'level', operator: 'any of', value: ['ERROR'] },
  { type: 'string', column: 'model', operator: '=', value: 'small' },
  { type: 'string', column: 'model', operator: '=', value: 'mine' },
  { type: 'number', column: 'totalTokens', operator: '>', value: 1_000_000 },
  { type: 'stringOptions', column: 'errorType', operator: 'any of', value: ['TimeoutError'] },
  { type: 'stringObject', column: 'metadata', key: 'step', operator: '=', value: '2' },
  { type: 'string', column: 'name', operator: 'starts with', value: 'ev' },
  { type: 'string', column: 'input', operator: 'matches', value: 'refund' },
  { type: 'string', column: 'input', operator: 'does not match', value: 'refund' },
  { type: 'stringOptions', column: 'virtualKey', operator: 'any of', value: ['key-1'] },
  { type: 'stringOptions', column: 'team', operator: 'none of', value: ['red'] },
]

/** Traces of six days with three observations each, begun in the same hour. */
function telemetry() {
  const traces = Array.from({ length: 90 }, (_, index) => ({
    id: `t${index}`,
    timestamp: iso((index * 1.6 * hour) % (144 * hour)),
    name: index % 2 === 0 ? 'even' : 'odd',
    metadata: { step: String(index % 3) },
    input: index % 9 === 0 ? 'A refund, please' : null,
  }))
  const observations = traces.flatMap(({ id, timestamp }, index) =>
    [0, 1, 2].map((place) => ({
      ...{ id: `${id}-${place}`, trace_id: id, start_time: timestamp },
      end_time: new Date(Date.parse(timestamp) + ((index * 7) % 13) * 1000).toISOString(),
      provided_model_name: index % 5 === place ? 'small' : 'large',
      level: index % 11 === 0 && place === 1 ? 'ERROR' : 'DEFAULT',
      status_message: index % 11 === 0 ? 'TimeoutError: late' : null,
      total_cost: String((index % 4) / 4),
      input: index % 7 === place ? 'REFUND' : null,
    })),
  )
  const calls = traces.map(({ id, timestamp }, index) => ({
    ...{ trace_id: id, started_at: timestamp, key_hash: `key-${index % 4}` },
    team_id: index % 3 === 0 ? 'red' : '',
    model_group: index % 8 === 0 ? 'mine' : 'fast',
  }))
  return { traces, observations, calls }
}

test('pages of traces are the same when days are kept, whatever they are chosen by', async () => {
  await store(analytics(), telemetry())
  const byName: FilterCondition = { type: 'string', column: 'name', operator: '=', value: 'odd' }
  const stores = [withRows(analytics(), 0), withRows(analytics(), 1_000_000)] as const
  const same = async (filter: FilterCondition[], order: 'asc' | 'desc', offset: number) => {
    // An open beginning, too: there, days begin with the first rows.
    const from = order === 'asc' && offset === 0 ? {} : { from: iso(20 * hour) }
    const page = { projectId: project, ...from, to: iso(130 * hour), filter }
    const ask = { ...page, order, offset, orderBy: 'timestamp' as const, limit: 7 }
    const [direct, kept] = await Promise.all(stores.map((store) => findPage(store, ask)))
    const seen = ({ traces, totalItems }: NonNullable<typeof direct>) => [
      traces.map(({ id }) => id),
      totalItems,
    ]
    expect(kept && seen(kept)).toEqual(direct && seen(direct))
    return direct?.totalItems ?? 0
  }
  for (const condition of conditions) {
    const total = await same([condition], 'desc', 0)
    await same([condition, byName], 'asc', 0)
    await same([condition], 'asc', Math.max(0, total - 3))
    await same([condition], 'desc', total + 7)
  }
  // A late observation makes one more trace slow.
  const late = { id: 'late', trace_id: 't39', start_time: iso(64 * hour), end_time: iso(70 * hour) }
  const before = await same(conditions.slice(0, 1), 'desc', 0)
  await store(analytics(), { observations: [late] })
  expect(await same(conditions.slice(0, 1), 'desc', 0)).toBe(before + 1)
})
