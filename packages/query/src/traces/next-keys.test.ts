import type { FilterCondition } from '@kansoku/contracts'
import { beforeEach, expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askNextTraceKeys } from './next-keys.ts'

const analytics = useAnalytics()
type Selection = Omit<Parameters<typeof askNextTraceKeys>[1], 'projectId' | 'limit'>

/** Many share an instant, and others differ from them below the millisecond only. */
const traces = Array.from({ length: 40 }, (_, index) => ({
  id: `t${index}`,
  name: index % 4 === 0 ? 'fourth' : 'task',
  timestamp: new Date(Date.UTC(2026, 10, 20) + Math.floor(index / 6) * 600_000)
    .toISOString()
    .replace('Z', `${index % 2}00Z`),
}))
const failed = { trace_id: 't7', start_time: '2026-11-20T00:10:00Z', level: 'ERROR' }
beforeEach(async () => {
  await store(analytics(), { traces, observations: [failed] })
})

async function walk(selection: Selection, limit: number) {
  const found: { id: string; timestamp: string }[] = []
  for (;;) {
    const after = found.at(-1)
    const keys = await askNextTraceKeys(analytics(), {
      ...{ projectId: project, limit, ...selection },
      ...(after && { after }),
    })
    if (keys.length === 0) return found
    found.push(...keys)
  }
}

test.each([1, 7, 50])('walking by %i meets every trace once, the newest first', async (limit) => {
  const found = await walk({}, limit)
  expect(found.map(({ id }) => id).sort()).toEqual(traces.map(({ id }) => id).sort())
  const times = found.map(({ timestamp }) => timestamp)
  expect(times).toEqual([...times].sort().reverse())
})

test('only those that are selected, also by what their observations add up to', async () => {
  const named: FilterCondition = { type: 'string', column: 'name', operator: '=', value: 'fourth' }
  expect(await walk({ filter: [named] }, 3)).toHaveLength(10)
  const errors: FilterCondition = { type: 'number', column: 'errorCount', operator: '>', value: 0 }
  expect((await walk({ filter: [errors] }, 3)).map(({ id }) => id)).toEqual(['t7'])
  expect(await walk({ from: '2026-11-20T01:00:00Z', to: '2026-11-20T02:00:00Z' }, 2)).toHaveLength(4)
})
