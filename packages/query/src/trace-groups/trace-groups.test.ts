import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listDescribedSessions } from '../sessions/list-described.ts'
import { clear, type GivenObservation, type GivenTrace, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { listUsers } from '../users/list-users.ts'
import { type GroupOrderColumn, groupOrderColumns } from './measures.ts'

const analytics = useAnalytics()
const start = Date.parse('2026-11-20T00:00:00Z')
const minute = 60_000
const iso = (minutes: number) => new Date(start + minutes * minute).toISOString()
const page = { projectId: project, limit: 50, offset: 0, orderBy: 'lastTrace', order: 'desc' } as const

interface Told {
  readonly at: number
  readonly session: string | null
  readonly user: string | null
  readonly calls: readonly {
    readonly seconds: number
    readonly failed: boolean
    readonly cents: number | null
  }[]
}

const some = <T>(...values: T[]) => fc.constantFrom(...values)
const told: fc.Arbitrary<Told> = fc.record({
  // Six days: further than the hours around a short range.
  at: fc.integer({ min: 0, max: 8640 }),
  session: some(null, '', 'a', 'b', 'c'),
  user: some(null, '', 'ann', 'ボブ'),
  calls: fc.array(
    fc.record({
      seconds: fc.integer({ min: 0, max: 500 }),
      failed: fc.boolean(),
      cents: fc.option(fc.integer({ min: 0, max: 100 })),
    }),
    { maxLength: 3 },
  ),
})

function rowsOf(all: readonly Told[]) {
  const traces = all.map(
    ({ at, session, user }, index): GivenTrace => ({
      ...{ id: `t${index}`, timestamp: iso(at), session_id: session, user_id: user },
    }),
  )
  const observations = all.flatMap(({ at, calls }, index) =>
    calls.map(
      ({ seconds, failed, cents }): GivenObservation => ({
        trace_id: `t${index}`,
        start_time: iso(at),
        end_time: iso(at + seconds / 60),
        level: failed ? 'ERROR' : 'DEFAULT',
        provided_model_name: failed ? 'haiku' : 'sonnet',
        usage_details: { input: seconds, total: seconds },
        total_cost: cents === null ? null : (cents / 100).toFixed(2),
      }),
    ),
  )
  return { traces, observations }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What a list is sorted by and shows, worked out one trace after the other. */
function measuresOf(traces: readonly Told[]): Record<GroupOrderColumn, number | null> {
  const calls = traces.flatMap((trace) => trace.calls)
  const prices = calls.flatMap(({ cents }) => (cents === null ? [] : [cents / 100]))
  const ends = traces.map(({ at, calls }) => at * 60 + Math.max(0, ...calls.map(({ seconds }) => seconds)))
  const times = traces.map(({ at }) => start + at * minute)
  return {
    firstTrace: Math.min(...times),
    lastTrace: Math.max(...times),
    duration: Math.max(...ends) - Math.min(...traces.map(({ at }) => at * 60)),
    traces: traces.length,
    sessions: new Set(traces.flatMap(({ session }) => session ?? [])).size,
    failedTraces: traces.filter(({ calls }) => calls.some(({ failed }) => failed)).length,
    totalTokens: sum(calls.map(({ seconds }) => seconds)),
    totalCost: prices.length > 0 ? sum(prices) : null,
  }
}

function namesOf(
  measured: ReadonlyMap<string, Record<GroupOrderColumn, number | null>>,
  by: GroupOrderColumn,
) {
  const rank = (value: number | null | undefined) => (value === null ? -1 : Math.round((value ?? 0) * 1000))
  const entries = [...measured].map(([name, { [by]: value, lastTrace }]) => ({ name, value, lastTrace }))
  return entries
    .sort(
      (a, b) =>
        rank(b.value) - rank(a.value) ||
        Number(b.lastTrace) - Number(a.lastTrace) ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ name }) => name)
}

const groupBy = (all: readonly Told[], key: 'session' | 'user') =>
  Map.groupBy(
    all.filter((trace) => trace[key]),
    (trace) => trace[key] as string,
  )

test('sessions and users add up to what their traces do, in every order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(told, { minLength: 1, maxLength: 25 }),
      some(...groupOrderColumns),
      fc.integer({ min: 0, max: 8000 }),
      fc.integer({ min: 1, max: 8640 }),
      async (all, orderBy, from, length) => {
        await clear(analytics())
        await store(analytics(), rowsOf(all))
        const inRange = all.filter(({ at }) => at >= from && at < from + length)
        const ask = { ...page, orderBy, from: iso(from), to: iso(from + length) }
        const [{ sessions, totalItems }, users] = await Promise.all([
          listDescribedSessions(analytics(), ask),
          listUsers(analytics(), ask),
        ])
        const shown = ({ name, firstTrace, lastTrace, totalCost, ...rest }: (typeof users.users)[number]) => [
          name,
          Object.fromEntries(
            Object.entries({
              ...rest,
              ...{ firstTrace: Date.parse(firstTrace), lastTrace: Date.parse(lastTrace) },
              totalCost: totalCost === null ? null : Math.round(totalCost * 1000) / 1000,
              duration: Math.round(rest.duration),
            }).filter(([key]) => groupOrderColumns.some((column) => column === key)),
          ),
        ]
        const rounded = (measures: ReturnType<typeof measuresOf>) => ({
          ...measures,
          totalCost: measures.totalCost === null ? null : Math.round(measures.totalCost * 1000) / 1000,
        })
        const selected = groupBy(inRange, 'session')
        const whole = groupBy(all, 'session')
        const sorted = namesOf(
          new Map([...selected].map(([id, traces]) => [id, measuresOf(traces)])),
          orderBy,
        )
        expect(totalItems).toBe(selected.size)
        expect(sessions.map(({ figures }) => shown(figures))).toEqual(
          sorted.map((id) => [id, rounded(measuresOf(whole.get(id) ?? []))]),
        )
        const byUser = new Map([...groupBy(inRange, 'user')].map(([id, traces]) => [id, measuresOf(traces)]))
        expect(users.users.map(shown)).toEqual(
          namesOf(byUser, orderBy).map((id) => [
            id,
            rounded(byUser.get(id) as ReturnType<typeof measuresOf>),
          ]),
        )
      },
    ),
    { numRuns: 25 },
  )
})

test('filters and search are about traces: one that fits is enough', async () => {
  await store(analytics(), {
    traces: [
      { id: 'a1', timestamp: iso(0), session_id: 'a', user_id: 'ann', name: 'ask' },
      {
        id: 'a2',
        timestamp: iso(5),
        session_id: 'a',
        name: 'answer',
        output_preview: '明日は晴れ',
        output: '明日は晴れ',
      },
      { id: 'b1', timestamp: iso(9), session_id: 'b', user_id: 'bob', environment: 'staging' },
      { id: 'foreign', timestamp: iso(9), session_id: 'a', project_id: 'project-2' },
    ],
    observations: [
      { trace_id: 'a2', start_time: iso(5), level: 'ERROR', provided_model_name: 'sonnet' },
      { trace_id: 'b1', start_time: iso(9), provided_model_name: 'haiku' },
    ],
  })
  const ids = async (selection: Partial<Parameters<typeof listDescribedSessions>[1]>) =>
    (await listDescribedSessions(analytics(), { ...page, ...selection })).sessions.map(
      ({ figures }) => figures.name,
    )
  const any = (column: string, ...value: string[]) => [
    { type: 'stringOptions' as const, column, operator: 'any of' as const, value },
  ]
  expect(await ids({})).toEqual(['b', 'a'])
  expect(await ids({ filter: any('level', 'ERROR') })).toEqual(['a'])
  expect(await ids({ filter: any('model', 'haiku') })).toEqual(['b'])
  expect(await ids({ search: '晴れ' })).toEqual(['a'])
  expect(await ids({ environment: ['staging'] })).toEqual(['b'])
  expect(await ids({ to: iso(3) })).toEqual(['a'])
  const { sessions } = await listDescribedSessions(analytics(), { ...page, filter: any('name', 'ask') })
  expect(sessions).toMatchObject([
    {
      figures: {
        name: 'a',
        traces: 2,
        failedTraces: 1,
        userIds: ['ann'],
        models: ['sonnet'],
        environments: ['default'],
      },
      last: { name: 'answer', has_input: false, has_output: true, output_preview: '明日は晴れ' },
    },
  ])
})

test('pages are cut from the order, and one beyond the last still tells the total', async () => {
  const traces = Array.from({ length: 7 }, (_, index) => ({ timestamp: iso(index), session_id: `s${index}` }))
  await store(analytics(), { traces })
  const cut = async (offset: number) => {
    const { sessions, totalItems } = await listDescribedSessions(analytics(), { ...page, limit: 3, offset })
    return [sessions.map(({ figures }) => figures.name), totalItems]
  }
  expect(await cut(0)).toEqual([['s6', 's5', 's4'], 7])
  expect(await cut(6)).toEqual([['s0'], 7])
  expect(await cut(9)).toEqual([[], 7])
})

test('users are told by the range and its environments', async () => {
  await store(analytics(), {
    traces: [
      { id: 'early', timestamp: iso(0), user_id: 'ann', session_id: 's1' },
      { id: 'late', timestamp: iso(100), user_id: 'ann', session_id: 's2' },
      { id: 'test', timestamp: iso(110), user_id: 'ann', session_id: 's3', environment: 'test' },
    ],
    observations: [{ trace_id: 'early', start_time: iso(0), total_cost: '1' }],
  })
  const scope = { ...page, from: iso(50), to: iso(200) }
  expect((await listUsers(analytics(), scope)).users).toMatchObject([
    { name: 'ann', traces: 2, sessions: 2, totalCost: null, firstTrace: iso(100), lastTrace: iso(110) },
  ])
  expect((await listUsers(analytics(), { ...scope, environment: ['test'] })).users).toMatchObject([
    { traces: 1, environments: ['test'] },
  ])
})
