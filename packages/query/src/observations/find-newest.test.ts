import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clear, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { findNewestObservations } from './find-newest.ts'
import { askPageOfObservationKeys } from './page-of-keys.ts'

const analytics = useAnalytics()
const HOUR = 3_600_000
const now = Date.UTC(2026, 10, 20, 12)

test('finds what a page of the whole list holds, however far back it lies', async () => {
  // Some close together, some weeks and years back: in each stretch that is searched, and across their borders.
  const back = fc.oneof(
    fc.integer({ min: 0, max: 3 * HOUR }),
    fc.integer({ min: 0, max: 80 * HOUR }),
    fc.integer({ min: 0, max: 40_000 * HOUR }),
    // Years ahead, as of clocks that are wrong.
    fc.integer({ min: -40_000 * HOUR, max: 0 }),
  )
  const bound = fc.option(fc.integer({ min: 0, max: 90 * HOUR }), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(
      fc.array(back, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 12 }),
      fc.record({ from: bound, to: bound, name: fc.boolean(), user: fc.boolean(), text: fc.boolean() }),
      async (ages, limit, { from, to, name, user, text }) => {
        await clear(analytics())
        await store(analytics(), {
          traces: [{ id: 't0', timestamp: new Date(now).toISOString(), user_id: 'ann' }],
          observations: ages.map((age, index) => ({
            id: `o${index}`,
            trace_id: `t${index % 2}`,
            name: `n${index % 3}`,
            input: `天気 ${index % 2}`,
            start_time: new Date(now - age).toISOString(),
          })),
        })
        const is = (column: string, value: string) =>
          ({ type: 'string', column, operator: '=', value }) as const
        const selection = {
          projectId: project,
          ...(from !== undefined && { from: new Date(now - from).toISOString() }),
          ...(to !== undefined && { to: new Date(now - to).toISOString() }),
          filter: [
            ...(name ? [is('name', 'n1')] : []),
            ...(user ? [is('userId', 'ann')] : []),
            ...(text
              ? [{ type: 'string', column: 'input', operator: 'matches', value: '天気 1' } as const]
              : []),
          ],
        }
        const page = await askPageOfObservationKeys(analytics(), { ...selection, limit, offset: 0 })
        expect(await findNewestObservations(analytics(), { ...selection, limit })).toEqual(page)
      },
    ),
    { numRuns: 40 },
  )
})

test('a word that some rows have is searched for as far back as a page of them reaches', async () => {
  const hours = Array.from({ length: 300 }, (_, index) => index)
  await store(analytics(), {
    observations: hours.map((hour) => ({
      id: `o${hour}`,
      trace_id: 't',
      start_time: new Date(now - hour * HOUR).toISOString(),
      input: hour === 290 ? '雪' : '天気',
    })),
  })
  const looksFor = async (value: string, limit: number) => {
    const starts: string[] = []
    const found = await findNewestObservations(
      analytics(),
      {
        ...{ projectId: project, from: new Date(now - 299.5 * HOUR).toISOString(), limit },
        filter: [{ type: 'string', column: 'input', operator: 'matches', value }],
      },
      async (store, page) => {
        starts.push(page.part?.from ?? '')
        return askPageOfObservationKeys(store, page)
      },
    )
    return { rows: found.length, hours: starts.map((start) => (now - Date.parse(start)) / HOUR) }
  }
  // The newest row is one second before the first stretch ends.
  expect(await looksFor('天気', 8)).toEqual({ rows: 8, hours: [expect.closeTo(8)] })
  expect(await looksFor('天気', 20)).toEqual({ rows: 20, hours: [expect.closeTo(8), expect.closeTo(26)] })
  expect(await looksFor('雪', 20)).toEqual({ rows: 1, hours: [expect.closeTo(8), 299.5] })
})

test('walking by cursor meets every observation once', async () => {
  const start_times = Array.from({ length: 25 }, (_, index) =>
    new Date(now - index ** 3 * HOUR).toISOString().replace('Z', `${index % 2}00Z`),
  )
  await store(analytics(), {
    observations: start_times.map((start_time, index) => ({ id: `o${index}`, trace_id: 't', start_time })),
  })
  const met: string[] = []
  let after: Parameters<typeof findNewestObservations>[1]['after']
  do {
    const found = await findNewestObservations(analytics(), { projectId: project, limit: 4, after })
    met.push(...found.map(({ id }) => id))
    const last = found.at(-1)
    after = last && { startTime: last.start_time, traceId: last.trace_id, id: last.id }
  } while (after)
  expect(met).toEqual(start_times.map((_, index) => `o${index}`))
})

test('a project without observations has none, and rows that were deleted are passed over', async () => {
  const lookup = { projectId: project, limit: 5 }
  expect(await findNewestObservations(analytics(), lookup)).toEqual([])
  const gone = { id: 'gone', trace_id: 't', start_time: '2026-11-20T10:00:00Z' }
  await store(analytics(), {
    observations: [gone, { ...gone, id: 'stays', start_time: '2026-01-01T00:00:00Z' }],
  })
  await store(analytics(), { observations: [{ ...gone, row_version: 2, is_deleted: 1 }] })
  expect(await findNewestObservations(analytics(), lookup)).toMatchObject([{ id: 'stays' }])
})
