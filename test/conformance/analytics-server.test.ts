import { FaultPlan, startClickHouseEmulator } from '@kansoku/emulators'
import {
  type AnalyticsStore,
  openAnalytics,
  StorageFullError,
  StorageUnavailableError,
} from '@kansoku/storage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeAnalyticsStore } from './analytics-store.ts'

const account = { user: 'kansoku', password: 'pässwörd:1' }
const faults = new FaultPlan()

async function openServerStores() {
  const server = await startClickHouseEmulator({ ...account, faults })
  const open = () => openAnalytics({ kind: 'server', url: server.url, ...account })
  const [store, other] = [await open(), await open()]
  return {
    server,
    store,
    other,
    open,
    async [Symbol.asyncDispose]() {
      await store.close()
      await other.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

describeAnalyticsStore('ClickHouse server', openServerStores)

describe('ClickHouse server: the way to it', () => {
  let opened: Awaited<ReturnType<typeof openServerStores>>
  let store: AnalyticsStore

  beforeAll(async () => {
    opened = await openServerStores()
    store = opened.store
  })

  afterAll(() => opened?.[Symbol.asyncDispose]())

  it('adds a database of our own and alters no other', async () => {
    const sql = "SELECT name FROM system.databases WHERE lower(name) != 'information_schema' ORDER BY name"
    const databases = await store.query({ name: 'test/databases', sql, row: z.unknown() })
    expect(databases).toEqual([{ name: 'default' }, { name: 'kansoku' }, { name: 'system' }])
    const tables = "SELECT name FROM system.tables WHERE database = 'default'"
    expect(await store.query({ name: 'test/tables', sql: tables, row: z.unknown() })).toEqual([])
  })

  it('takes another database by name, and no other text', async () => {
    const url = opened.server.url
    await using named = await openAnalytics({ kind: 'server', url, ...account, database: 'telemetry' })
    const sql = 'SELECT currentDatabase() name'
    expect(await named.query({ name: 'test/database', sql, row: z.unknown() })).toEqual([
      { name: 'telemetry' },
    ])
    const wrong = openAnalytics({ kind: 'server', url, ...account, database: 'a; DROP' })
    await expect(wrong).rejects.toThrow('KANSOKU_CLICKHOUSE_DB=a; DROP')
  })

  it('says which variable and host when the account is wrong, without the password', async () => {
    const { url } = opened.server
    const opening = openAnalytics({ kind: 'server', url, user: 'kansoku', password: 'nope-nope' })
    const error = await opening.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StorageUnavailableError)
    expect(String(error)).toContain('CLICKHOUSE_URL')
    expect(error).toMatchObject({ remedy: expect.stringContaining('CLICKHOUSE_PASSWORD') })
    expect(`${error}${(error as StorageUnavailableError).remedy}`).not.toContain('nope-nope')
  })

  it('says which host does not answer and names the switch; clients are told no address', async () => {
    const error = await openAnalytics({ kind: 'server', url: 'http://127.0.0.1:1' }).catch((reason) => reason)
    expect(error).toBeInstanceOf(StorageUnavailableError)
    expect(error.message).toContain('127.0.0.1:1 (CLICKHOUSE_URL)')
    expect(error.remedy).toContain('--embedded')
    expect(error.publicMessage).not.toContain('127.0.0.1')
  })

  it('takes the account from the URL too', async () => {
    const url = new URL(opened.server.url)
    url.username = account.user
    url.password = account.password
    await using store = await openAnalytics({ kind: 'server', url: url.href })
    await expect(store.ping()).resolves.toBeUndefined()
  })

  it('says so when something else answers, or the URL leads nowhere', async () => {
    faults.add({ kind: 'status', status: 400, body: 'Port 9000 is for clickhouse-client program' })
    const open = (url: string) => openAnalytics({ kind: 'server', url, ...account })
    await expect(open(opened.server.url)).rejects.toMatchObject({ remedy: expect.stringContaining('8123') })
    await expect(open('clickhouse:8123')).rejects.toThrow('CLICKHOUSE_URL is not an http')
  })

  it('tells a connection that breaks from a full disk and from a busy server', async () => {
    faults.add({ kind: 'reset' })
    await expect(store.command('SELECT 1')).rejects.toThrow(StorageUnavailableError)
    faults.add(engineFault(243, 'Cannot reserve 1.00 MiB, not enough space', 'NOT_ENOUGH_SPACE'))
    await expect(store.insert('t', [{ a: 1 }])).rejects.toThrow(StorageFullError)
    faults.add(engineFault(202, 'Too many simultaneous queries', 'TOO_MANY_SIMULTANEOUS_QUERIES'))
    await expect(store.ping()).rejects.toThrow(StorageUnavailableError)
    await expect(store.ping()).resolves.toBeUndefined()
  })
})

function engineFault(code: number, message: string, type: string) {
  const body = `Code: ${code}. DB::Exception: ${message}. (${type}) (version 26.7.2.1)\n`
  return { kind: 'status', status: 500, body, headers: { 'x-clickhouse-exception-code': `${code}` } } as const
}
