import { expect, test } from 'vitest'
import { createIngestion } from '../ingestion.ts'
import { event, scope } from '../testing/legacy-events.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'

const began = '2026-01-01T00:00:00.123456Z'

function start() {
  const analytics = memoryAnalytics()
  let at = Date.parse('2026-01-02T00:00:00Z') * 1000
  const ingestion = createIngestion({ analytics, now: () => ++at })
  return {
    say: (body: object, timestamp: string) =>
      ingestion.ingestEvents(scope, { batch: [event('trace-create', { id: 't', ...body }, timestamp)] }),
    edit: (edit: Parameters<typeof ingestion.editTraces>[2]) =>
      ingestion.editTraces('p', [{ id: 't', timestamp: began }], edit),
    row: () => analytics.rows('traces').get('t'),
  }
}

test('an edit leaves a trace where it is in time, and says nothing that it does not mean', async () => {
  const { say, edit, row } = start()
  await say({ name: 'n', tags: ['a'], public: true }, began)
  const before = row()
  await edit({ bookmarked: true })
  expect(row()).toMatchObject({ bookmarked: true, name: 'n', tags: ['a'], public: true })
  expect(row()?.timestamp).toBe(before?.timestamp)
})

test('a tag that was taken off stays away, whatever was said before and arrives late, until it is said anew', async () => {
  const { say, edit, row } = start()
  await say({ tags: ['a', 'b'] }, '2026-01-01T00:00:00Z')
  await edit({ removeTags: ['a'], addTags: ['c'] })
  await say({ tags: ['a'] }, '2026-01-01T12:00:00Z')
  expect(row()?.tags).toEqual(['b', 'c'])
  await say({ tags: ['a'] }, '2026-01-03T00:00:00Z')
  expect(row()?.tags).toEqual(['a', 'b', 'c'])
})
