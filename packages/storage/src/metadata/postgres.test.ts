import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { StorageUnavailableError } from '../errors.ts'
import { migrateAll } from '../migrate-all.ts'
import { openTestAnalytics, startTestPostgres, type TestPostgres } from '../testing/index.ts'
import { openMetadata } from './open-metadata.ts'
import { settings } from './schema/index.ts'
import type { MetadataStore } from './store.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
const logger = { warn: () => {} }

beforeAll(async () => {
  postgres = await startTestPostgres({ durable: true })
})
afterAll(() => postgres?.stop())

/** Resolves with the next announcements, in order. */
async function listenFor(metadata: MetadataStore, channel: string) {
  const heard: (string | undefined)[] = []
  let waiting: (() => void) | undefined
  const stop = await metadata.listen(channel, (payload) => {
    heard.push(payload)
    waiting?.()
  })
  const next = async () => {
    while (heard.length === 0) await new Promise<void>((resolve) => (waiting = resolve))
    return heard.shift()
  }
  return { stop, next, heard }
}

describe('metadata in Postgres', () => {
  it('migrates once, however many servers start together', async () => {
    const url = await postgres.createDatabase()
    await using metadata = await openMetadata({ url, logger })
    await using analytics = await openTestAnalytics()
    const targets = { metadata, analytics, lockUrl: url }
    await Promise.all([migrateAll(targets), migrateAll(targets), migrateAll(targets)])
    await migrateAll(targets)
    await metadata.db.insert(settings).values({ key: 'greeting', value: { text: '観測' } })
    expect(await metadata.db.select({ value: settings.value }).from(settings)).toEqual([
      { value: { text: '観測' } },
    ])
  })

  it('touches nothing outside its schema', async () => {
    const url = await postgres.createDatabase()
    await using metadata = await openMetadata({ url, logger })
    await using analytics = await openTestAnalytics()
    await metadata.pool.query('CREATE TABLE public.projects (id text)')
    await migrateAll({ metadata, analytics, lockUrl: url })
    const { rows } = await metadata.pool.query<{ schema: string }>(
      `SELECT DISTINCT nspname AS schema FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND relname <> 'projects'`,
    )
    expect(rows).toEqual([{ schema: 'kansoku' }])
  })

  it('carries announcements between servers, each to who listens', async () => {
    const url = await postgres.createDatabase()
    await using one = await openMetadata({ url, logger })
    await using two = await openMetadata({ url, logger })
    const keys = await listenFor(one, 'keys')
    const alsoKeys = await listenFor(one, 'keys')
    const other = await listenFor(one, 'Other "channel"')
    await two.notify('keys', 'pk-1')
    await two.notify('Other "channel"', '')
    expect([await keys.next(), await alsoKeys.next(), await other.next()]).toEqual(['pk-1', 'pk-1', ''])
    await keys.stop()
    await two.notify('keys', 'pk-2')
    expect([await alsoKeys.next(), keys.heard]).toEqual(['pk-2', []])
  })

  it('carries announcements to all who begin to listen at the same time', async () => {
    const url = await postgres.createDatabase()
    await using metadata = await openMetadata({ url, logger })
    await listenFor(metadata, 'first')
    const both = await Promise.all([listenFor(metadata, 'keys'), listenFor(metadata, 'keys')])
    await metadata.notify('keys', 'pk-1')
    expect(await Promise.all(both.map(({ next }) => next()))).toEqual(['pk-1', 'pk-1'])
  })

  it('loses no acknowledged write when the server is killed, and goes on when it is back', async () => {
    const url = await postgres.createDatabase()
    await using metadata = await openMetadata({ url, logger })
    await metadata.pool.query('CREATE TABLE acknowledged (id int)')
    const announcements = await listenFor(metadata, 'keys')
    const acknowledged: number[] = []
    let id = 0
    for (let round = 0; round < 4; round++) {
      const target = acknowledged.length + randomInt(1, 80)
      let killing: Promise<void> | undefined
      const write = async () => {
        for (;;) {
          const own = id++
          await metadata.pool.query('INSERT INTO acknowledged VALUES ($1)', [own])
          acknowledged.push(own)
          if (acknowledged.length >= target) killing ??= postgres.kill()
        }
      }
      const failures = await Promise.allSettled([write(), write(), write()])
      for (const failure of failures) {
        const reason = failure.status === 'rejected' ? failure.reason : undefined
        expect(metadata.explain(reason)).toBeInstanceOf(StorageUnavailableError)
      }
      await killing
      await expect(metadata.ping()).rejects.toThrow(StorageUnavailableError)
      await postgres.restart()
      expect(await announcements.next()).toBeUndefined()
      const { rows } = await metadata.pool.query<{ id: number }>('SELECT id FROM acknowledged')
      const found = new Set(rows.map((row) => row.id))
      expect(acknowledged.filter((written) => !found.has(written))).toEqual([])
    }
  })
})

describe('the way to Postgres', () => {
  const open = (url: string) => openMetadata({ url, logger }).catch((error: unknown) => error)

  it('names variable, host and switch when nothing answers, never the password', async () => {
    const error = await open('postgresql://me:s3cret@127.0.0.1:1/kansoku?schema=public&sslmode=require')
    expect(error).toBeInstanceOf(StorageUnavailableError)
    expect(error).toMatchObject({
      message: expect.stringContaining('me@127.0.0.1:1/kansoku (DATABASE_URL)'),
      remedy: expect.stringContaining('--embedded'),
      publicMessage: expect.not.stringContaining('127.0.0.1'),
    })
    expect(JSON.stringify([String(error), error])).not.toContain('s3cret')
  })

  it('tells a database that does not exist from one that does not answer', async () => {
    expect(await open(postgres.url.replace(/kansoku_\w+/, 'missing'))).toMatchObject({
      name: 'StorageUnavailableError',
      message: expect.stringContaining('"missing" does not exist'),
      remedy: expect.stringContaining('Create the database'),
    })
  })

  it.each(['mysql://a@b/c', 'file:./dev.db', 'localhost:5432/kansoku', 'not a url'])(
    'refuses %s',
    async (url) => {
      expect(await open(url)).toMatchObject({ message: 'DATABASE_URL is not a Postgres URL.' })
    },
  )

  it('leaves errors of statements to their callers', async () => {
    await using metadata = await openMetadata({ url: postgres.url, logger })
    const error = await metadata.pool.query('SELECT missing').catch((reason: unknown) => reason)
    expect(metadata.explain(error)).toBeUndefined()
  })
})
