import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askTraceHeads } from './heads.ts'

const analytics = useAnalytics()
const at = (time: string) => `2026-11-20T${time}Z`

test('of each trace the newest version counts, wherever it lies, and none of what is gone or of another project', async () => {
  const moved = { id: 'moved', timestamp: at('08:30:00'), name: 'old' }
  const gone = { id: 'gone', timestamp: at('08:30:00') }
  const renamed = { id: 'renamed', timestamp: at('09:00:00'), name: 'first' }
  await store(analytics(), { traces: [moved, gone, renamed] })
  await store(analytics(), {
    traces: [
      // The tombstone lies in the later hour: it must not win over the row that has its version.
      { ...moved, timestamp: at('07:30:00'), name: 'new', row_version: 2 },
      { ...moved, row_version: 2, is_deleted: 1 },
      { ...gone, row_version: 2, is_deleted: 1 },
      { ...renamed, name: 'second', user_id: 'user', tags: ['a'], row_version: 3 },
      { id: 'foreign', project_id: 'project-2', timestamp: at('09:00:00') },
      { id: 'unasked', timestamp: at('09:00:00') },
    ],
  })
  const heads = await askTraceHeads(analytics(), {
    projectId: project,
    traceIds: ['renamed', 'moved', 'gone', 'foreign', 'unknown'],
  })
  expect(heads.sort((a, b) => a.id.localeCompare(b.id))).toMatchObject([
    { id: 'moved', name: 'new', timestamp: '2026-11-20T07:30:00.000000Z', user_id: null },
    { id: 'renamed', name: 'second', user_id: 'user', tags: ['a'], public: false },
  ])
})
