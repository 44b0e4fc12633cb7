import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Batch } from '@kansoku/contracts'
import { createExport, runBatches, sweepBatches, sweepBlobs } from '@kansoku/platform'
import { QueryTimeoutError } from '@kansoku/storage'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: ReadServer
let cookie: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())
beforeEach(() => sql('DELETE FROM kansoku.batches'))

const project = '/api/app/projects/cline-project'
const day = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' }
const sql = (text: string, values: unknown[] = []) => server.server.context.metadata.pool.query(text, values)

const userId = async () => (await sql('SELECT id FROM kansoku.users')).rows[0].id as string

async function ask<Body = Batch>(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(project + path, { method, headers, ...(body ? { body } : {}) })
  return { status: answer.status, body: (await answer.json()) as Body }
}

const list = async () => (await ask<{ batches: Batch[] }>('GET', '/batches')).body.batches
const download = (id: string) => server.fetch(`${project}/exports/${id}/file`, { headers: { cookie } })

/** Asks for an export and waits until it was written. */
async function exported(wish: object): Promise<{ batch: Batch; answer: Response }> {
  const { status, body } = await ask('POST', '/exports', { table: 'traces', selection: day, ...wish })
  expect([status, body.state]).toEqual([200, 'queued'])
  await server.server.context.jobs.drain()
  const batch = (await list()).find(({ id }) => id === body.id)
  if (!batch) throw new Error('the export is not listed')
  return { batch, answer: await download(batch.id) }
}

/** Asked for, while nobody is woken to write it. */
const created = async () =>
  createExport(server.server.context, {
    ...{ userId: await userId(), projectId: 'cline-project' },
    wish: { table: 'traces', format: 'json', selection: { ...day, filter: [] } },
  })

describe('an export', () => {
  test('of traces as lines of JSON has each with all that is known of it', async () => {
    const { batch, answer } = await exported({ format: 'jsonl' })
    expect(batch).toMatchObject({
      ...{ state: 'completed', rowsTotal: 2, rowsDone: 2, isMine: true, mayChange: true },
      createdBy: { name: 'Cline Admin' },
    })
    const text = await answer.text()
    expect(batch.bytes).toBe(Buffer.byteLength(text))
    const [chat, bare] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(chat).toMatchObject({
      ...{ id: 'chat', timestamp: '2026-11-20T10:00:00.000Z', tags: ['a', 'b'], totalTokens: 1100 },
      ...{ input: { question: '天気は?' }, output: 'sunny', models: ['gpt-4o'], latency: 4 },
      metadata: { n: 5, nested: { deep: 'x' } },
    })
    expect(chat.scores).toContainEqual(expect.objectContaining({ name: 'tone', value: 'kind' }))
    expect(bare).toMatchObject({ id: 'bare', input: null, level: 'DEFAULT', scores: [] })
  })

  test('as one array of JSON holds the same rows, and nothing but the columns that were chosen', async () => {
    const { answer } = await exported({ format: 'json', columns: ['name', 'id'] })
    expect(await answer.json()).toEqual([
      { id: 'chat', name: 'chat' },
      { id: 'bare', name: null },
    ])
  })

  test('that selects nothing is an empty file of its kind', async () => {
    const selection = { ...day, filter: [{ type: 'string', column: 'name', operator: '=', value: 'no' }] }
    const bodies = await Promise.all(
      [
        { format: 'json', selection },
        { format: 'jsonl', selection },
        { format: 'csv', columns: ['id', 'name'], selection },
      ].map(async (wish) => (await exported(wish)).answer.text()),
    )
    expect(bodies.map((text) => text.trim())).toEqual(['[\n\n]', '', 'id,name'])
  })

  test('is saved as a file, whatever a browser would make of it', async () => {
    const { answer } = await exported({ format: 'csv' })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="traces-\d{8}-\d{6}\.csv"$/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'private, no-store',
    })
  })

  test('as CSV keeps what spreadsheets would run as text, and quotes what parts cells', async () => {
    await server.ingest([
      event('trace-create', {
        ...{ id: 'formula', timestamp: '2026-11-19T10:00:00.000Z', name: '=HYPERLINK("http://x")' },
        ...{ userId: '＝1+1', sessionId: '-2', input: 'a,"b"\nc' },
      }),
    ])
    const selection = { from: '2026-11-19T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' }
    const columns = ['id', 'name', 'userId', 'sessionId', 'totalTokens', 'input']
    const { answer } = await exported({ format: 'csv', columns, selection })
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(
      `\uFEFF${columns.join(',')}\r\nformula,"'=HYPERLINK(""http://x"")",'＝1+1,'-2,0,"a,""b""\nc"\r\n`,
    )
  })

  test('as Parquet is read by the engine, with types', async () => {
    const { answer } = await exported({ format: 'parquet' })
    const path = join(server.config.dataDir, 'traces.parquet')
    await writeFile(path, Buffer.from(await answer.arrayBuffer()))
    const rows = await server.server.context.analytics.query({
      name: 'test/parquet',
      sql: `SELECT id, toString(timestamp) AS time, latency, totalTokens, bookmarked, input
        FROM file({path:String}, 'Parquet') ORDER BY id`,
      params: { path },
      row: z.unknown(),
    })
    expect(rows).toEqual([
      {
        ...{ id: 'bare', time: '2026-11-20 09:00:00.000', latency: null, totalTokens: 0 },
        ...{ bookmarked: false, input: null },
      },
      {
        ...{ id: 'chat', time: '2026-11-20 10:00:00.000', latency: 4, totalTokens: 1100 },
        ...{ bookmarked: false, input: '{"question":"天気は?"}' },
      },
    ])
  })

  test('of observations says of which trace they are', async () => {
    const filter = [{ type: 'stringOptions', column: 'type', operator: 'any of', value: ['GENERATION'] }]
    const { answer } = await exported({
      ...{ table: 'observations', format: 'json', selection: { ...day, filter } },
    })
    expect(await answer.json()).toMatchObject([
      { id: 'generation', traceName: 'chat', tags: ['a', 'b'], model: 'gpt-4o', timeToFirstToken: 0.25 },
    ])
  })

  test.each([
    ['traces', ['input', 'metadata', 'level', 'totalCost', 'scores', 'name']],
    [
      'observations',
      ['output', 'metadata', 'modelParameters', 'usageDetails', 'inputCost', 'promptName', 'tags', 'latency'],
    ],
  ])(
    'of %s has in a column what it has there among all others',
    async (table, columns) => {
      const rowsOf = async (wish: object) =>
        (await (await exported({ table, format: 'json', ...wish })).answer.json()) as Record<
          string,
          unknown
        >[]
      const whole = await rowsOf({})
      expect(whole.length).toBeGreaterThan(0)
      for (const column of columns) {
        expect(await rowsOf({ columns: [column] })).toEqual(whole.map((row) => ({ [column]: row[column] })))
      }
    },
    60_000,
  )

  test('of rows that were named has these and no others', async () => {
    const { answer } = await exported({ format: 'json', selection: { ...day, ids: ['bare', 'unknown'] } })
    expect(await answer.json()).toMatchObject([{ id: 'bare' }])
  })

  test('of more rows than a file may have is refused with what to do', async () => {
    const { context } = server.server
    const analytics = {
      ...context.analytics,
      query: async () => [{ hour: day.from, rows: 1_500_001 }] as never,
    }
    const selection = { ...day, filter: [] }
    const asked = createExport(
      { ...context, analytics },
      {
        ...{ userId: await userId(), projectId: 'cline-project' },
        wish: { table: 'traces', format: 'csv', selection },
      },
    )
    await expect(asked).rejects.toMatchObject({
      code: 'export_too_large',
      message: '1,500,001 rows are selected; an export has at most 1,500,000.',
      remedy: expect.stringContaining('shorter time range'),
    })
    expect(await list()).toEqual([])
  })

  test('of observations by a text has those that the list shows', async () => {
    const selection = { ...day, search: 'GENERATION' }
    const { answer } = await exported({ table: 'observations', format: 'json', selection })
    expect(await answer.json()).toMatchObject([{ id: 'generation' }])
  })
})

test('an export under way can be cancelled, tried again and deleted with its file', async () => {
  const { id } = await created()
  expect((await ask('POST', `/batches/${id}/cancel`)).body.state).toBe('cancelled')
  await server.server.context.jobs.drain()
  expect((await download(id)).status).toBe(404)
  expect((await ask('POST', `/batches/${id}/cancel`)).status).toBe(409)
  expect((await ask('POST', `/batches/${id}/retry`)).body.state).toBe('queued')
  await server.server.context.jobs.drain()
  expect((await download(id)).status).toBe(200)
  expect((await ask('DELETE', `/batches/${id}`)).status).toBe(200)
  expect(await list()).toEqual([])
  expect(await server.server.context.blobs.head(`exports/${id}/0-1`)).toBeUndefined()
})

test('an export that is being written ends when somebody cancels it, and goes on when that is taken back', async () => {
  const { context } = server.server
  const id = await created().then((batch) => batch.id)
  const query: typeof context.analytics.query = async (question) => {
    await ask('POST', `/batches/${id}/cancel`)
    return context.analytics.query(question)
  }
  const analytics = { ...context.analytics, query }
  expect(await runBatches({ ...context, analytics }, 'export', new AbortController().signal)).toEqual([])
  expect(await list()).toMatchObject([{ state: 'cancelled', failure: null }])
  expect((await download(id)).status).toBe(404)
  await ask('POST', `/batches/${id}/retry`)
  await context.jobs.drain()
  expect(await (await download(id)).json()).toHaveLength(2)
})

describe('an export whose server died', () => {
  /** As a server leaves it that is killed after the first part, with a second part half written. */
  async function leftBehind(silentSeconds: number, attempts = 1): Promise<string> {
    const { blobs } = server.server.context
    await blobs.put('exports/left/0', Buffer.from('[\n{"id":"chat"}'))
    await blobs.put('exports/left/1', Buffer.from('half a part'))
    await sql(
      `INSERT INTO kansoku.batches (id, project_id, created_by, kind, action, selection, state, rows_total, rows_done,
        parts, bytes, cursor, rows_at_cursor, runner, heartbeat_at, attempts)
      VALUES ('left', 'cline-project', $1, 'export', $2, $3, 'running', 2, 2, 1, 15, $4, 1, 'dead',
        now() - make_interval(secs => $5), $6)`,
      [
        await userId(),
        { kind: 'export', table: 'traces', format: 'json', columns: ['id'] },
        { ...day, filter: [] },
        { id: 'chat', time: '2026-11-20T10:00:00.000000Z', traceId: 'chat' },
        silentSeconds,
        attempts,
      ],
    )
    return 'left'
  }

  /** The server's own clock may have woken it meanwhile. */
  const run = async () => {
    await runBatches(server.server.context, 'export', new AbortController().signal)
    await server.server.context.jobs.drain()
  }

  async function stopAtFirstQuestion() {
    const stopping = new AbortController()
    const { context } = server.server
    const query: typeof context.analytics.query = async (question) => {
      stopping.abort()
      return context.analytics.query(question)
    }
    return runBatches({ ...context, analytics: { ...context.analytics, query } }, 'export', stopping.signal)
  }

  test('goes on behind what was written', async () => {
    const id = await leftBehind(60)
    await run()
    expect(await (await download(id)).json()).toEqual([{ id: 'chat' }, { id: 'bare' }])
    expect(await list()).toMatchObject([{ state: 'completed', rowsDone: 2, rowsTotal: 2 }])
  })

  test('is given up when one server after the other has died over it, until somebody tries again', async () => {
    const id = await leftBehind(60, 5)
    const failures = await runBatches(server.server.context, 'export', new AbortController().signal)
    expect(failures).toMatchObject([{ batchId: id, error: { code: 'interrupted_too_often' } }])
    expect(await list()).toMatchObject([{ state: 'failed', failure: 'interrupted_too_often' }])
    expect((await ask('POST', `/batches/${id}/retry`)).body.state).toBe('queued')
    await run()
    expect(await list()).toMatchObject([{ state: 'completed', rowsDone: 2 }])
  })

  test('counts anew once something was done for good, and not what was left in good order', async () => {
    await leftBehind(60, 3)
    await stopAtFirstQuestion()
    const attempts = async () => (await sql('SELECT attempts FROM kansoku.batches')).rows
    expect(await attempts()).toEqual([{ attempts: 3 }])
    await run()
    expect(await attempts()).toEqual([{ attempts: 0 }])
  })

  test('is left alone as long as its runner says that it lives', async () => {
    await leftBehind(3)
    await run()
    expect(await list()).toMatchObject([{ state: 'running', rowsDone: 2 }])
  })

  test('is left by one that stops for the next one to go on', async () => {
    await leftBehind(60)
    expect(await stopAtFirstQuestion()).toEqual([])
    expect(await list()).toMatchObject([{ state: 'running' }])
    await run()
    expect(await list()).toMatchObject([{ state: 'completed', rowsDone: 2 }])
  })
})

test('two servers over one export of which one was silent for too long: what that one writes later is no part of the file', async () => {
  const { context } = server.server
  const { id } = await created()
  const signal = new AbortController().signal
  const put: typeof context.blobs.put = async (key, content) => {
    await sql(`UPDATE kansoku.batches SET heartbeat_at = now() - interval '1 minute'`)
    await runBatches(context, 'export', signal)
    content instanceof Uint8Array || content.destroy()
    return context.blobs.put(key, Buffer.from('late'))
  }
  const late = { ...context, blobs: { ...context.blobs, put } }
  expect(await runBatches(late, 'export', signal)).toEqual([])
  expect(await list()).toMatchObject([{ state: 'completed', rowsDone: 2 }])
  expect(await (await download(id)).json()).toHaveLength(2)
  const lateKey = `exports/${id}/0-1`
  expect(await context.blobs.head(lateKey)).toMatchObject({ bytes: 4 })
  await sweepBlobs(context)
  expect(await context.blobs.head(lateKey)).toBeUndefined()
  expect((await download(id)).status).toBe(200)
})

test('an export that fails says why, and can be tried again', async () => {
  const { context } = server.server
  const analytics = {
    ...context.analytics,
    query: async () => Promise.reject(new QueryTimeoutError('traces/next-keys', 300)),
  }
  const { id } = await created()
  const failures = await runBatches({ ...context, analytics }, 'export', new AbortController().signal)
  expect(failures).toMatchObject([{ batchId: id }])
  expect(await list()).toMatchObject([{ state: 'failed', failure: 'query_timeout', rowsDone: 0 }])
  expect((await ask('POST', `/batches/${id}/retry`)).body).toMatchObject({ state: 'queued', failure: null })
  await context.jobs.drain()
  expect(await list()).toMatchObject([{ state: 'completed' }])
})

test('an export is kept for seven days', async () => {
  const { batch } = await exported({ format: 'csv' })
  const { context } = server.server
  const later = (days: number) => ({ now: () => new Date(Date.now() + days * 86_400_000) })
  await sweepBatches({ ...context, clock: later(6.9) })
  expect((await download(batch.id)).status).toBe(200)
  await sweepBatches({ ...context, clock: later(7.1) })
  expect(await list()).toEqual([])
  expect(await context.blobs.head(`exports/${batch.id}/0-1`)).toBeUndefined()
})

describe('who may what', () => {
  test('viewers export, and change nothing of what others have asked for', async () => {
    const { batch } = await exported({ format: 'csv' })
    await sql(`UPDATE kansoku.batches SET created_by = 'somebody else'`)
    await withRole(server, 'VIEWER', async () => {
      expect((await exported({ format: 'csv' })).batch.isMine).toBe(true)
      expect((await download(batch.id)).status).toBe(200)
      expect((await list()).find(({ id }) => id === batch.id)).toMatchObject({
        ...{ isMine: false, mayChange: false, createdBy: null },
      })
      expect((await ask('DELETE', `/batches/${batch.id}`)).status).toBe(403)
    })
    expect((await ask('DELETE', `/batches/${batch.id}`)).status).toBe(200)
  })

  test('another project does not have it', async () => {
    const { batch } = await exported({ format: 'csv' })
    await sql(
      `INSERT INTO kansoku.projects (id, name, organization_id) VALUES ('elsewhere', 'Elsewhere', 'cline-org')
        ON CONFLICT DO NOTHING`,
    )
    const headers = { cookie, origin: new URL(server.server.url).origin }
    const there = '/api/app/projects/elsewhere'
    const answers = await Promise.all([
      server.fetch(`${there}/exports/${batch.id}/file`, { headers }),
      server.fetch(`${there}/batches/${batch.id}`, { method: 'DELETE', headers }),
      server.fetch(`${there}/batches/${batch.id}/retry`, { method: 'POST', headers }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })
})
