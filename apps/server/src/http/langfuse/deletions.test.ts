import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { basicAuth } from '../../testing/start-test-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

let round = 0
let id: string
beforeEach(async () => {
  round += 1
  id = `doomed-${round}`
  await server.ingest([
    event('trace-create', { id, name: 'doomed', sessionId: id, input: 'a secret' }),
    event('generation-create', { id: `${id}-call`, traceId: id, model: 'gpt-4o', input: 'a secret' }),
    event('score-create', { id: `${id}-score`, traceId: id, name: 'quality', value: 1 }),
  ])
})

async function remove(path: string, body?: object) {
  const answer = await server.fetch(`/api/public${path}`, {
    method: 'DELETE',
    headers: { authorization: basicAuth },
    ...(body && { body }),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

const reads = () => [
  `/traces/${id}`,
  `/observations/${id}-call`,
  `/scores/${id}-score`,
  `/v2/scores/${id}-score`,
  `/sessions/${id}`,
]
const statuses = () => Promise.all(reads().map(async (path) => (await server.get(path)).status))

test('a deleted trace is gone from every read at once, and what is said about it later is dropped', async () => {
  expect(await statuses()).toEqual([200, 200, 200, 200, 200])
  expect(await remove(`/traces/${id}`)).toEqual({
    status: 200,
    body: { message: 'Trace deleted successfully' },
  })
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  await server.ingest([
    event('generation-update', { id: `${id}-call`, traceId: id, output: 'late' }),
    event('score-create', { id: `${id}-late`, traceId: id, name: 'quality', value: 1 }),
  ])
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  expect((await server.get(`/v2/observations?traceId=${id}`)).body.data).toEqual([])
  expect((await server.get(`/v3/scores?traceId=${id}`)).body.data).toEqual([])
  expect((await server.get('/traces/chat')).status).toBe(200)
})

test('many traces are deleted together; unknown ones are no error', async () => {
  expect((await remove('/traces', { traceIds: [id, 'unknown', id] })).status).toBe(200)
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  expect((await remove('/traces/unknown')).status).toBe(200)
  expect((await remove('/traces', { traceIds: [] })).status).toBe(400)
  expect((await remove('/traces', {})).status).toBe(400)
})

test('nothing of it is left on the disk after the next merge', async () => {
  await remove(`/traces/${id}`)
  const { analytics, ingestion } = server.server.context
  await ingestion.settled()
  for (const table of ['event_parts', 'traces', 'observations', 'scores']) {
    await analytics.command(`OPTIMIZE TABLE ${table} FINAL`)
    const [row] = await analytics.query({
      name: 'test/left',
      // The mask of deleted rows is not applied: what is there is counted.
      sql: `SELECT count() AS left FROM ${table} WHERE project_id = 'cline-project' AND ${
        table === 'event_parts'
          ? `startsWith(entity_id, {id:String}) AND NOT startsWith(event_id, 'deleted~')`
          : 'startsWith(id, {id:String})'
      } SETTINGS apply_deleted_mask = 0`,
      params: { id },
      row: z.object({ left: z.number() }),
    })
    expect([table, row?.left]).toEqual([table, 0])
  }
})

test('a score is deleted alone, with 202 as clients expect, and can be written again', async () => {
  expect(await remove(`/scores/${id}-score`)).toEqual({
    status: 202,
    body: { message: 'Score deleted successfully' },
  })
  expect(await statuses()).toEqual([200, 200, 404, 404, 200])
  expect((await remove('/scores/unknown')).status).toBe(202)
  const body = { id: `${id}-score`, traceId: id, name: 'quality', value: 0 }
  await server.fetch('/api/public/scores', { method: 'POST', headers: { authorization: basicAuth }, body })
  expect((await server.get(`/v2/scores/${id}-score`)).body).toMatchObject({ value: 0 })
})
