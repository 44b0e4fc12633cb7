import type { Batch } from '@kansoku/contracts'
import { runBatches } from '@kansoku/platform'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { event, idsOf, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: ReadServer
let cookie: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const project = '/api/app/projects/cline-project'
const always = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }
const count = 450
/** More than are changed at a time, among others that are not meant. */
const crowd = Array.from({ length: count }, (_, index) => `crowd-${index}`)
const ofCrowd = [{ type: 'string', column: 'name', operator: '=', value: 'crowd' }]

beforeEach(async () => {
  await server.server.context.metadata.pool.query('DELETE FROM kansoku.batches')
})

async function ask<Body>(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(project + path, { method, headers, ...(body ? { body } : {}) })
  return { status: answer.status, body: (await answer.json()) as Body }
}

const change = (wish: object, selection: object) =>
  ask<{ batch: Batch | null }>('POST', '/trace-changes', {
    change: wish,
    selection: { ...always, ...selection },
  })

const list = async () => (await ask<{ batches: Batch[] }>('GET', '/batches')).body

const matching = async (condition: object) => {
  const query = new URLSearchParams({ ...always, filter: JSON.stringify([condition]), limit: '1' })
  return (await ask<{ totalItems: number }>('GET', `/traces?${query}`)).body.totalItems
}
const tagged = (tag: string) =>
  matching({ type: 'arrayOptions', column: 'tags', operator: 'any of', value: [tag] })
const bookmarked = () => matching({ type: 'boolean', column: 'bookmarked', operator: '=', value: true })

describe('traces that are named', () => {
  test('are bookmarked and tagged at once, and can be filtered by both', async () => {
    const edit = { bookmarked: true, addTags: ['checked'], removeTags: ['a'] }
    expect(await change({ kind: 'edit', edit }, { ids: ['chat', 'bare', 'unknown'] })).toEqual({
      status: 200,
      body: { batch: null },
    })
    expect([await bookmarked(), await tagged('checked'), await tagged('a')]).toEqual([2, 2, 0])
    await change({ kind: 'edit', edit: { bookmarked: false } }, { ids: ['bare'] })
    expect(await bookmarked()).toBe(1)
  })

  test('are deleted at once when they are few', async () => {
    await server.ingest([
      event('trace-create', { id: 'few' }),
      event('span-create', { id: 's', traceId: 'few' }),
    ])
    expect((await change({ kind: 'delete' }, { ids: ['few'] })).body).toEqual({ batch: null })
    expect((await server.get('/traces/few')).status).toBe(404)
    expect((await server.get('/observations/s')).status).toBe(404)
  })

  test('are left alone outside the range that was given, however few they are', async () => {
    // `chat` and `bare` are of 2026-11-20.
    const later = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', ids: ['chat', 'bare'] }
    expect((await change({ kind: 'edit', edit: { addTags: ['late'] } }, later)).status).toBe(404)
    expect((await change({ kind: 'delete' }, later)).status).toBe(200)
    expect(await tagged('late')).toBe(0)
    expect(idsOf((await server.get('/traces')).body).sort()).toEqual(['bare', 'chat'])
    const tenToEleven = { ...later, from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z' }
    await change({ kind: 'edit', edit: { addTags: ['at ten'] } }, tenToEleven)
    expect(await tagged('at ten')).toBe(1)
  })

  test('cannot be published by the dozen', async () => {
    await change({ kind: 'edit', edit: { public: true, bookmarked: true } }, { ids: ['chat'] })
    expect((await server.get('/traces/chat')).body).toMatchObject({ public: false, bookmarked: true })
  })
})

describe('all traces that match', () => {
  beforeAll(async () => {
    await server.ingest(crowd.map((id) => event('trace-create', { id, name: 'crowd', tags: ['new'] })))
  })

  test('are tagged beside requests, with progress', async () => {
    const edit = { addTags: ['seen'], removeTags: ['new'] }
    const { body } = await change({ kind: 'edit', edit }, { filter: ofCrowd })
    expect(body.batch).toMatchObject({ state: 'queued', rowsTotal: count, action: { kind: 'edit', edit } })
    await server.server.context.jobs.drain()
    const [batch] = (await list()).batches
    expect(batch).toMatchObject({ state: 'completed', rowsDone: count, bytes: 0 })
    expect([await tagged('seen'), await tagged('new')]).toEqual([count, 0])
  })

  test('can be left off half-way, and are then done to the end', async () => {
    const { context } = server.server
    await change({ kind: 'edit', edit: { addTags: ['twice'] } }, { filter: ofCrowd })
    const stopping = new AbortController()
    const editTraces: typeof context.ingestion.editTraces = async (...given) => {
      stopping.abort()
      return context.ingestion.editTraces(...given)
    }
    const ingestion = { ...context.ingestion, editTraces }
    await runBatches({ ...context, ingestion }, 'change', stopping.signal)
    await runBatches(context, 'change', new AbortController().signal)
    await context.jobs.drain()
    expect((await list()).batches).toMatchObject([{ state: 'completed', rowsDone: count }])
    expect(await tagged('twice')).toBe(count)
  })

  test('are left as they are from the moment on in which whoever asked for it has lost the role', async () => {
    const { context } = server.server
    await change({ kind: 'edit', edit: { addTags: ['half'] } }, { filter: ofCrowd })
    const setRole = (role: string) =>
      context.metadata.pool.query('UPDATE kansoku.organization_memberships SET role = $1', [role])
    const editTraces: typeof context.ingestion.editTraces = async (...given) => {
      await context.ingestion.editTraces(...given)
      await setRole('VIEWER')
    }
    const ingestion = { ...context.ingestion, editTraces }
    await runBatches({ ...context, ingestion }, 'change', new AbortController().signal)
    await setRole('OWNER')
    const [batch] = (await list()).batches
    expect(batch).toMatchObject({ state: 'failed', failure: 'starter_lost_access', rowsDone: 200 })
    expect(await tagged('half')).toBe(200)
  })

  test('are deleted by those who look after the project, and no other trace is', async () => {
    await withRole(server, 'MEMBER', async () => {
      expect(await list()).toMatchObject({ mayAnnotate: true, mayDelete: false })
      expect((await change({ kind: 'delete' }, { filter: ofCrowd })).status).toBe(403)
    })
    const { body } = await change({ kind: 'delete' }, { filter: ofCrowd })
    expect(body.batch).toMatchObject({ rowsTotal: count })
    await server.server.context.jobs.drain()
    expect((await list()).batches).toMatchObject([{ state: 'completed', rowsDone: count }])
    expect(idsOf((await server.get('/traces')).body).sort()).toEqual(['bare', 'chat'])
  })
})

test('viewers change nothing', async () => {
  await withRole(server, 'VIEWER', async () => {
    expect(await list()).toMatchObject({ mayAnnotate: false, mayDelete: false })
    for (const wish of [{ kind: 'delete' }, { kind: 'edit', edit: { bookmarked: true } }]) {
      expect((await change(wish, { ids: ['chat'] })).status).toBe(403)
      expect((await change(wish, { filter: [] })).status).toBe(403)
    }
  })
})
