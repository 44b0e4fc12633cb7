import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { QueryMemoryError, StorageUnavailableError } from '../../errors.ts'
import { openTestAnalytics } from '../../testing/index.ts'
import { migrateAnalytics } from '../migrate-analytics.ts'
import { openAnalytics } from '../open-analytics.ts'

vi.setConfig({ testTimeout: 60_000 })

let path: string

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'kansoku-embedded-'))
})

afterEach(() => rm(path, { recursive: true, force: true }))

describe('the embedded engine', () => {
  it('refuses a read that needs more memory than its share, and goes on', async () => {
    await using store = await openAnalytics({ kind: 'embedded', path, memoryMegabytes: 256 })
    const heavy = store.query({
      name: 'test/heavy',
      sql: "SELECT length(groupArray(concat(repeat('x', 1000), toString(number)))) AS n FROM numbers(1000000)",
      row: z.unknown(),
    })
    await expect(heavy).rejects.toThrow(QueryMemoryError)
    await expect(heavy).rejects.toMatchObject({ remedy: expect.stringContaining('KANSOKU_ENGINE_MEMORY_MB') })
    await store.command('CREATE TABLE after (n UInt8) ENGINE = MergeTree ORDER BY n')
    await store.insert('after', [{ n: 1 }])
  })

  it('looks up with one thread, and with all of them again what is asked next', async () => {
    await using store = await openAnalytics({ kind: 'embedded', path, memoryMegabytes: 256 })
    const threads = async (access?: 'lookup') => {
      const sql = "SELECT toUInt64(getSetting('max_threads')) AS threads"
      const row = z.object({ threads: z.number() })
      const [answer] = await store.query({ name: 'test/threads', sql, row, access })
      return answer?.threads
    }
    const all = await threads()
    expect(await threads('lookup')).toBe(1)
    expect(await threads()).toBe(all)
  })

  it.each(['a{b,c}', 'a*', 'a?'])('refuses a folder that it would take for a pattern: %s', async (name) => {
    const opening = openAnalytics({ kind: 'embedded', path: join(path, name) })
    await expect(opening).rejects.toThrow(StorageUnavailableError)
    await expect(opening).rejects.toMatchObject({ remedy: expect.stringContaining('KANSOKU_DATA_DIR') })
  })

  it('takes its caps from its own file, not from one that happens to lie around', async () => {
    await writeFile(join(path, 'config.xml'), '<clickhouse><mark_cache_size>1</mark_cache_size></clickhouse>')
    const before = process.cwd()
    process.chdir(path)
    const opening = openAnalytics({ kind: 'embedded', path: join(path, 'data'), memoryMegabytes: 300 })
    await using store = await opening.finally(() => process.chdir(before))
    const answer = await store.query({
      name: 'test/settings',
      sql: `SELECT toUInt64(value) AS bytes FROM system.server_settings
        WHERE name IN ('max_server_memory_usage', 'mark_cache_size') ORDER BY name`,
      row: z.object({ bytes: z.number() }),
    })
    expect(answer).toEqual([{ bytes: 16 * 1024 * 1024 }, { bytes: 300 * 1024 * 1024 }])
    const merges = await store.query({
      name: 'test/merges',
      sql: "SELECT value FROM system.merge_tree_settings WHERE name = 'merge_selector_base'",
      row: z.object({ value: z.string() }),
    })
    expect(merges).toEqual([{ value: '16' }])
  })

  it.each([
    { length: 4000, type: 'Compact' },
    { length: 6000, type: 'Wide' },
  ])('merges parts with texts of $length characters within the least memory', async ({ length, type }) => {
    await using store = await openAnalytics({ kind: 'embedded', path, memoryMegabytes: 256 })
    await migrateAnalytics(store)
    const parts = 24
    const rowsPerPart = 500
    await store.command('SYSTEM STOP MERGES observations')
    for (let part = 0; part < parts; part++) {
      await store.command(
        `INSERT INTO observations (project_id, id, trace_id, start_time, input, row_version)
          SELECT 'project', concat({part:String}, '-', toString(number)), 'trace', now(), randomPrintableASCII({length:UInt64}), 2
          FROM numbers({rows:UInt64}) SETTINGS max_block_size = 100`,
        { part: String(part), rows: rowsPerPart, length },
      )
    }
    await store.command('SYSTEM START MERGES observations')
    await store.command('OPTIMIZE TABLE observations FINAL', {}, 'job')
    const stored = await store.query({
      name: 'test/parts',
      sql: `SELECT toUInt64(sum(rows)) AS rows, count() AS parts, any(part_type) AS type FROM system.parts
        WHERE table = 'observations' AND active`,
      row: z.object({ rows: z.number(), parts: z.number(), type: z.string() }),
    })
    expect(stored).toEqual([{ rows: parts * rowsPerPart, parts: 1, type }])
  })

  it('has one folder per process', async () => {
    await using _store = await openAnalytics({ kind: 'embedded', path })
    const second = openAnalytics({ kind: 'embedded', path: join(path, 'other') })
    await expect(second).rejects.toThrow(`${path} open already`)
  })

  it('opens another folder once the first is closed', async () => {
    for (let round = 0; round < 3; round++) {
      const store = await openAnalytics({ kind: 'embedded', path: join(path, String(round)) })
      await store.ping()
      await store.close()
    }
  })

  it('says which folder it cannot use', async () => {
    await writeFile(join(path, 'file'), '')
    const opening = openAnalytics({ kind: 'embedded', path: join(path, 'file') })
    await expect(opening).rejects.toThrow(StorageUnavailableError)
    await expect(opening).rejects.toThrow(join(path, 'file'))
  })
})

describe('the store for tests', () => {
  it('has its tables', async () => {
    await using store = await openTestAnalytics()
    const sql = 'SELECT id FROM traces FINAL'
    expect(await store.query({ name: 'test/empty', sql, row: z.unknown() })).toEqual([])
  })
})
