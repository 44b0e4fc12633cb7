import { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openAnalytics } from '../open-analytics.ts'
import type { AnalyticsStore } from '../store.ts'
import { writeWhole } from './native-inserter.ts'

let path: string
let store: AnalyticsStore

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'kansoku-native-'))
  store = await openAnalytics({ kind: 'embedded', path })
  await store.command(`CREATE TABLE things (
      place UInt32,
      text String,
      word LowCardinality(String),
      maybe Nullable(String),
      maybe_word LowCardinality(Nullable(String)),
      at DateTime64(6, 'UTC'),
      maybe_at Nullable(DateTime64(6, 'UTC')),
      flag Bool,
      bit UInt8,
      count UInt64,
      maybe_count Nullable(UInt32),
      number Nullable(Float64),
      price Nullable(Decimal(18, 12)),
      tags Array(String),
      words Array(LowCardinality(String)),
      texts Map(String, String),
      counts Map(LowCardinality(String), UInt64),
      prices Map(LowCardinality(String), Decimal(18, 12)),
      given UInt64 DEFAULT 7
    ) ENGINE = MergeTree ORDER BY place`)
})

afterEach(async () => {
  await store.close()
  await rm(path, { recursive: true, force: true })
})

/** Words and long texts, with what ends a statement and what JSON would escape among them. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .tuple(fc.constantFrom('a', '\n\n', '\0', '"\\', '観測', '🎌'), fc.integer({ min: 0, max: 20_000 }))
    .map(([part, times]) => part.repeat(times)),
)
const instant = fc.constantFrom('1970-01-01 00:00:00.000000', '2026-11-29 23:59:59.999999')
const price = fc.constantFrom('0', '0.000000000001', '999999.5')
const count = fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER))
const thing = fc.record({
  text,
  word: text,
  maybe: fc.option(text),
  maybe_word: fc.option(text),
  at: instant,
  maybe_at: fc.option(instant),
  flag: fc.boolean(),
  bit: fc.constantFrom(0, 1),
  count,
  maybe_count: fc.option(fc.nat()),
  number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  price: fc.option(price),
  tags: fc.array(text, { maxLength: 4 }),
  words: fc.array(text, { maxLength: 4 }),
  texts: fc.dictionary(text, text, { maxKeys: 4 }),
  counts: fc.dictionary(text, count, { maxKeys: 4 }),
  prices: fc.dictionary(text, price, { maxKeys: 4 }),
})

const ask = (sql: string) => store.query({ name: 'test/things', sql, row: z.record(z.string(), z.unknown()) })

test('rows are read as they were inserted', async () => {
  const groups = fc.array(thing, { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(groups, async (things) => {
      await store.command('TRUNCATE TABLE things')
      await store.insert(
        'things',
        things.map((each, place) => ({ ...each, place })),
      )
      const read = await ask(`SELECT * EXCEPT (place, given, price, prices), toString(price) AS price,
        mapApply((name, each) -> (name, toString(each)), prices) AS prices FROM things ORDER BY place`)
      expect(read).toEqual(things)
    }),
    { numRuns: 20 },
  )
})

test('what a row does not say is the default of its column', async () => {
  const whole = {
    place: 1,
    text: 'a',
    word: 'b',
    at: '2026-11-29 00:00:00.000000',
    flag: true,
    bit: 1,
    count: 2,
  }
  await store.insert('things', [
    { ...whole, maybe: 'c', tags: ['d'], texts: { e: 'f' }, counts: { g: 1 } },
    { place: 2, counts: null },
  ])
  const [, bare] = await ask('SELECT * FROM things ORDER BY place')
  const nothing = {
    maybe: null,
    maybe_word: null,
    maybe_at: null,
    maybe_count: null,
    number: null,
    price: null,
  }
  const empty = { text: '', word: '', flag: false, bit: 0, count: 0, tags: [], words: [] }
  const at = '1970-01-01 00:00:00.000000'
  expect(bare).toEqual({ place: 2, ...nothing, ...empty, at, texts: {}, counts: {}, prices: {}, given: 7 })
})

test('a row that the table cannot take keeps its group away and harms no other', async () => {
  const good = { place: 1, text: 'good' }
  await expect(store.insert('things', [good, { place: 2, at: 'yesterday' }])).rejects.toThrow('Cannot parse')
  await expect(store.insert('things', [good, { place: 2, colour: 'red' }])).rejects.toThrow('colour')
  expect(await ask('SELECT place FROM things')).toEqual([])
  await store.insert('things', [good])
  expect(await ask('SELECT text FROM things')).toEqual([{ text: 'good' }])
})

test('nothing of what was inserted lies around, nor of what a killed process was inserting', async () => {
  await store.insert('things', [{ place: 1, text: 'secret'.repeat(1000) }])
  const folder = join(path, 'inserts')
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).size).toBe(0)
  await store.close()
  await writeFile(join(folder, 'left'), 'secret')
  store = await openAnalytics({ kind: 'embedded', path })
  expect(await readdir(folder)).toEqual([])
})

test('rows that the disk takes in pieces are whole, and what it has no room for is an error', async () => {
  const name = join(path, 'file')
  await using file = await open(name, 'w')
  let room = 8
  const smallDisk = {
    write(bytes: Buffer, from: number, length: number, place: number) {
      if (room === 0) return Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
      const taken = Math.min(3, room, length)
      room -= taken
      return file.write(bytes, from, taken, place)
    },
  } as Pick<FileHandle, 'write'>
  await writeWhole(smallDisk, Buffer.from('seven..'))
  expect(await readFile(name, 'utf8')).toBe('seven..')
  await expect(writeWhole(smallDisk, Buffer.from('one'))).rejects.toMatchObject({ code: 'ENOSPC' })
})
