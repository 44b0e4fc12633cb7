import { type AnalyticsStore, migrateAnalytics, QueryTimeoutError, StorageError } from '@kansoku/storage'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { observationRow } from './observation-row.ts'

export interface OpenedStores extends AsyncDisposable {
  readonly store: AnalyticsStore
  /** Another store on the same data. */
  readonly other: AnalyticsStore
  /** One more, which the suite closes. */
  open(): Promise<AnalyticsStore>
}

/** What every way of running the telemetry engine must do. */
export function describeAnalyticsStore(name: string, openStores: () => Promise<OpenedStores>): void {
  describe(`${name}: telemetry store`, () => {
    let opened: OpenedStores
    let store: AnalyticsStore

    beforeAll(async () => {
      opened = await openStores()
      store = opened.store
      await migrateAnalytics(store)
      await store.command('CREATE TABLE notes (id String, body String) ENGINE = MergeTree ORDER BY id')
    })

    beforeEach(() => store.command('TRUNCATE TABLE notes'))
    afterAll(() => opened?.[Symbol.asyncDispose]())

    describe('params', () => {
      const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => value.isWellFormed())
      // Zod leaves this name out of records, as it is none in JavaScript.
      const key = text.filter((value) => value !== '__proto__')

      it('come back as they went in, whatever the text', async () => {
        await fc.assert(
          fc.asyncProperty(text, fc.array(text), fc.dictionary(key, text), async (one, many, map) => {
            const params = { one, many, map }
            const sql = 'SELECT {one:String} one, {many:Array(String)} many, {map:Map(String, String)} map'
            const row = z.object({
              one: z.string(),
              many: z.array(z.string()),
              map: z.record(z.string(), z.string()),
            })
            expect(await store.query({ name: 'test/echo', sql, params, row })).toEqual([params])
          }),
          { numRuns: 60 },
        )
      })

      it('have the type that the statement gives them', async () => {
        const sql = `SELECT {instant:DateTime64(6, 'UTC')} instant, {date:DateTime64(3, 'UTC')} date, {count:UInt64} count,
          {price:Decimal(18, 12)} price, {ratio:Float64} ratio, {flag:Bool} flag, {none:Nullable(String)} none,
          {counts:Array(UInt32)} counts, {weights:Map(String, Float64)} weights, {days:Array(Date)} days`
        const params = {
          instant: '2026-11-23 01:02:03.456789',
          date: new Date('2026-11-23T01:02:03.456Z'),
          count: 9007199254740991,
          price: '0.000003000001',
          ratio: 1.5e-7,
          flag: true,
          none: null,
          counts: [1, 4294967295],
          weights: { input: 1.25, output: 10 },
          days: ['2026-11-23'],
        }
        expect(await store.query({ name: 'test/types', sql, params, row: z.unknown() })).toEqual([
          { ...params, date: '2026-11-23 01:02:03.456' },
        ])
      })

      it('may be very many', async () => {
        const ids = Array.from({ length: 50_000 }, (_, index) => `id-${index}`)
        await store.insert('notes', [
          { id: 'id-49999', body: 'in' },
          { id: 'other', body: 'out' },
        ])
        const sql = 'SELECT id FROM notes WHERE id IN {ids:Array(String)}'
        expect(await store.query({ name: 'test/many', sql, params: { ids }, row: z.unknown() })).toEqual([
          { id: 'id-49999' },
        ])
      })
    })

    describe('writes', () => {
      it('are readable by every store as soon as they resolve', async () => {
        const row = z.object({ rows: z.number() })
        for (let written = 1; written <= 100; written++) {
          await (written % 2 === 0 ? store : opened.other).insert('notes', [{ id: `${written}`, body: '' }])
          const reader = written % 3 === 0 ? store : opened.other
          const answer = await reader.query({
            name: 'test/count',
            sql: 'SELECT count() rows FROM notes',
            row,
          })
          expect(answer).toEqual([{ rows: written }])
        }
      })

      it('keep any text, also where it is large', async () => {
        const bodies = ['{"a": 1}\n}\n', "';--", '観測 🔭', '\u0000\u001f\u2028', 'x'.repeat(5_000_000)]
        await store.insert(
          'notes',
          bodies.map((body, index) => ({ id: `${index}`, body })),
        )
        const sql = 'SELECT body FROM notes ORDER BY id'
        const rows = await store.query({ name: 'test/bodies', sql, row: z.object({ body: z.string() }) })
        expect(rows.map(({ body }) => body)).toEqual(bodies)
      })

      it('do nothing without rows', async () => {
        await store.insert('notes', [])
      })

      it('fail as a whole when one row does not fit', async () => {
        const writing = store.insert('notes', [{ id: 'good', body: '' }, { nonsense: 1 }])
        await expect(writing).rejects.toThrow(/nonsense/)
        expect(
          await store.query({ name: 'test/none', sql: 'SELECT id FROM notes', row: z.unknown() }),
        ).toEqual([])
      })
    })

    describe('observations', () => {
      const final = { name: 'test/final', sql: 'SELECT id, name FROM observations FINAL', row: z.unknown() }

      it('show the fold of the most parts, and none that moved to another hour', async () => {
        const early = '2026-11-23 09:59:59.000000'
        const late = '2026-11-23 10:00:01.000000'
        await store.insert('observations', [observationRow({ id: 'o', name: 'first', start_time: late })])
        await opened.other.insert('observations', [
          observationRow({ id: 'o', name: 'both', start_time: early, row_version: 2 }),
          observationRow({ id: 'o', start_time: late, row_version: 2, is_deleted: 1 }),
        ])
        await store.insert('observations', [observationRow({ id: 'o', name: 'stale', start_time: early })])
        expect(await store.query(final)).toEqual([{ id: 'o', name: 'both' }])
        await store.command('OPTIMIZE TABLE observations FINAL')
        expect(await store.query(final)).toEqual([{ id: 'o', name: 'both' }])
      })
    })

    describe('migrations', () => {
      it('find nothing to do the second time', async () => {
        expect(await migrateAnalytics(opened.other)).toEqual([])
      })
    })

    describe('statements at the same time', () => {
      it('do not make reads and writes wait for a slow report', async () => {
        let reported = false
        const report = store
          .query({
            name: 'test/slow',
            sql: 'SELECT sleepEachRow(1) FROM numbers(5) SETTINGS max_block_size = 1',
            row: z.unknown(),
            lane: 'report',
          })
          .then(() => {
            reported = true
          })
        await store.insert('notes', [{ id: 'a', body: '' }])
        const sql = 'SELECT id FROM notes WHERE id = {id:String}'
        expect(
          await store.query({ name: 'test/read', sql, params: { id: 'a' }, row: z.unknown() }),
        ).toHaveLength(1)
        expect(reported).toBe(false)
        await report
      })

      it('keep their params apart', async () => {
        const numbers = Array.from({ length: 60 }, (_, index) => index)
        const answers = numbers.map((value) =>
          store.query({
            name: 'test/echo',
            sql: 'SELECT {value:UInt32} value',
            params: { value },
            row: z.object({ value: z.number() }),
            lane: value % 2 === 0 ? 'read' : 'report',
          }),
        )
        expect((await Promise.all(answers)).flat().map(({ value }) => value)).toEqual(numbers)
      })
    })

    describe('errors', () => {
      const ask = (sql: string, timeoutSeconds?: number) =>
        store.query({
          name: 'test/question',
          sql,
          row: z.unknown(),
          ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
        })

      it('name the question that took too long', async () => {
        const asking = ask('SELECT sleepEachRow(1) FROM numbers(9) SETTINGS max_block_size = 1', 1)
        await expect(asking).rejects.toThrow(QueryTimeoutError)
        await expect(asking).rejects.toThrow('test/question took longer than 1 s')
      })

      it('of the statement stay those of the engine', async () => {
        await expect(ask('SELECT missing')).rejects.toMatchObject({ code: '47', type: 'UNKNOWN_IDENTIFIER' })
        await expect(ask('SELECT * FROM missing')).rejects.toMatchObject({ type: 'UNKNOWN_TABLE' })
        await expect(ask('SELEC 1')).rejects.toMatchObject({ type: 'SYNTAX_ERROR' })
      })

      it('leave the store usable', async () => {
        await expect(ask('SELECT missing')).rejects.toThrow()
        await expect(store.ping()).resolves.toBeUndefined()
      })
    })

    describe('closing', () => {
      it('waits for what runs and refuses what comes later', async () => {
        const closing = await opened.open()
        const writing = closing.insert('notes', [{ id: 'last', body: '' }])
        await Promise.all([closing.close(), closing.close()])
        await writing
        expect(
          await store.query({ name: 'test/last', sql: 'SELECT id FROM notes', row: z.unknown() }),
        ).toEqual([{ id: 'last' }])
        await expect(closing.ping()).rejects.toThrow(StorageError)
      })
    })
  })
}
