import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ClickHouseEmulator } from './clickhouse-emulator.ts'
import { spawnClickHouseEmulator } from './spawn-clickhouse-emulator.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let server: ClickHouseEmulator

beforeAll(async () => {
  server = await spawnClickHouseEmulator({ user: 'reader', password: 'secret' })
})
afterAll(() => server?.[Symbol.asyncDispose]())

function send(
  search: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer> | FormData = '',
  headers: Record<string, string> = {},
) {
  const authorization = `Basic ${Buffer.from('reader:secret').toString('base64')}`
  return fetch(`${server.url}/?${new URLSearchParams(search)}`, {
    method: 'POST',
    body,
    headers: { authorization, ...headers },
  })
}

const text = async (answer: Promise<Response>) => (await answer).text()

describe('ClickHouse emulator', () => {
  it('answers a ping without an account', async () => {
    expect(await text(fetch(`${server.url}/ping`))).toBe('Ok.\n')
  })

  it('refuses a wrong account as ClickHouse does', async () => {
    const answer = await send({ query: 'SELECT 1' }, '', { authorization: 'Basic eDp5' })
    expect([answer.status, answer.headers.get('x-clickhouse-exception-code')]).toEqual([403, '516'])
    expect(await answer.text()).toContain('x: Authentication failed')
  })

  it('keeps databases and settings of requests apart', async () => {
    await send({}, 'CREATE DATABASE IF NOT EXISTS one')
    const setting = "SELECT currentDatabase(), getSetting('max_threads')"
    expect(await text(send({ database: 'one', max_threads: '3' }, setting))).toBe('one\t3\n')
    expect(await text(send({}, setting))).toMatch(/^default\t(?!3\n)/)
  })

  it('takes the data of an insert from a compressed body, and an insert without rows as done', async () => {
    await send({}, 'CREATE TABLE IF NOT EXISTS rows (n UInt8) ENGINE = MergeTree ORDER BY n')
    const query = 'INSERT INTO rows FORMAT JSONEachRow'
    const body = new Uint8Array(gzipSync('{"n":1}\n{"n":2}\n'))
    expect((await send({ query }, body, { 'content-encoding': 'gzip' })).status).toBe(200)
    expect((await send({ query })).status).toBe(200)
    expect(await text(send({}, 'SELECT sum(n) FROM rows'))).toBe('3\n')
  })

  it('compresses only where the request allows it', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const plain = await send({ query: 'SELECT 1' }, '', headers)
    const packed = await send({ query: 'SELECT 1', enable_http_compression: '1' }, '', headers)
    const encodings = [plain, packed].map((answer) => answer.headers.get('content-encoding'))
    expect(encodings).toEqual([null, 'gzip'])
    expect([await plain.text(), await packed.text()]).toEqual(['1\n', '1\n'])
  })

  it('binds params from the query string and from a form', async () => {
    const query = 'SELECT {a:Array(String)}, {b:Nullable(String)}'
    expect(await text(send({ query, param_a: "['x\\'y']", param_b: 'tab\\there' }))).toBe(
      "['x\\'y']\ttab\\there\n",
    )
    const form = new FormData()
    form.set('query', query)
    form.set('param_a', "['x','y']")
    form.set('param_b', '\\N')
    expect(await text(send({}, form))).toBe("['x','y']\t\\N\n")
  })

  it('gives errors their status, code and name', async () => {
    const failures = [
      'SELEC 1',
      'SELECT * FROM missing',
      'SELECT 1 SETTINGS nonsense = 1',
      'SELECT throwIf(1)',
    ]
    const answers = await Promise.all(failures.map((query) => send({ query })))
    expect(answers.map(({ status }) => status)).toEqual([400, 404, 404, 500])
    expect(answers.map(({ headers }) => headers.get('x-clickhouse-exception-code'))).toEqual([
      '62',
      '60',
      '115',
      '395',
    ])
    expect(await answers[1]?.text()).toMatch(/^Code: 60\. DB::Exception: .*\(UNKNOWN_TABLE\) \(version /)
  })
})
