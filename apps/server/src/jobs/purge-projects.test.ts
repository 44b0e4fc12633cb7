import { createHash } from 'node:crypto'
import { removeProject } from '@kansoku/ingest'
import { purgeBeforeReuse } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { projectClient } from '../testing/project-client.ts'
import { event, idsOf, type ReadServer, startReadServer } from '../testing/read-server.ts'
import { basic, signIn } from '../testing/start-test-server.ts'
import { purgeProjectsJob } from './purge-projects.ts'

let server: ReadServer
let cookie: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const sql = (text: string) => server.server.context.metadata.pool.query(text)

async function ask(method: string, path: string, body?: object) {
  const answer = await server.fetch(`/api/app/projects/${path}`, {
    method,
    headers: { cookie },
    ...(body ? { body } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

async function rowsOf(projectId: string): Promise<Record<string, number>> {
  await server.server.context.ingestion.settled()
  const counts: Record<string, number> = {}
  for (const table of ['event_parts', 'traces', 'observations', 'scores', 'gateway_calls']) {
    const [row] = await server.server.context.analytics.query({
      name: 'test/rows-of-project',
      sql: `SELECT count() AS number FROM ${table} WHERE project_id = {project:String}`,
      params: { project: projectId },
      row: z.object({ number: z.number() }),
    })
    counts[table] = row?.number ?? 0
  }
  return counts
}

const whole = (id: string) => [
  event('trace-create', { id, input: 'secret' }),
  event('span-create', { id: `${id}-span`, traceId: id }),
  event('score-create', { id: `${id}-score`, traceId: id, name: 'n', value: 1 }),
]

test('a project is deleted with all it has, and nothing of another one', async () => {
  const { body: made } = await ask('POST', 'cline-project/organization/projects', { name: 'Doomed' })
  const { body: key } = await ask('POST', `${made.id}/api-keys`, { note: null })
  const doomed = projectClient(server, basic(key.publicKey, key.secretKey))
  await server.ingest(whole('stays'))
  expect((await doomed.post('/ingestion', { batch: whole('goes') })).body.errors).toEqual([])
  const text = 'a file'
  const { body: file } = await doomed.post('/media', {
    ...{ traceId: 'goes', field: 'input', contentType: 'text/plain', contentLength: text.length },
    sha256Hash: createHash('sha256').update(text).digest('base64'),
  })
  await fetch(file.uploadUrl, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: text })
  expect(await rowsOf(made.id)).toMatchObject({ traces: 1, observations: 1, scores: 1 })
  const selection = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }
  const { body: batch } = await ask('POST', `${made.id}/exports`, {
    table: 'traces',
    format: 'csv',
    selection,
  })
  await server.server.context.jobs.drain()

  const others = await rowsOf('cline-project')

  expect((await ask('DELETE', made.id, { name: 'Another' })).status).toBe(400)
  expect((await ask('DELETE', 'cline-project', { name: 'Cline Project' })).status).toBe(409)
  expect((await ask('GET', `${made.id}/administration`)).body.deletion).toBe('allowed')
  expect((await ask('DELETE', made.id, { name: 'Doomed' })).status).toBe(200)

  expect((await ask('GET', `${made.id}/administration`)).status).toBe(404)
  expect((await doomed.get('/traces')).status).toBe(401)
  const { rows: blobs } = await sql('SELECT key FROM kansoku.removed_blobs')
  const ofExport = [`exports/${batch.id}/0-1`, `exports/${batch.id}/1-1`]
  expect(blobs.map((blob) => blob.key)).toEqual(expect.arrayContaining(ofExport))
  expect(blobs).toHaveLength(1 + ofExport.length)
  await server.server.context.jobs.drain()
  expect(await rowsOf(made.id)).toEqual({
    ...{ event_parts: 0, traces: 0, observations: 0, scores: 0, gateway_calls: 0 },
  })
  expect(idsOf((await projectClient(server).get('/traces')).body)).toContain('stays')
  expect(await rowsOf('cline-project')).toEqual(others)

  // What was on its way is removed by a later run, the last one.
  const run = async () => {
    await server.server.context.jobs.enqueue(purgeProjectsJob, {})
    await server.server.context.jobs.drain()
    return (await sql('SELECT id FROM kansoku.deleted_projects')).rows
  }
  expect(await run()).toEqual([{ id: made.id }])
  await sql(`UPDATE kansoku.deleted_projects SET deleted_at = '2026-01-01'`)
  expect(await run()).toEqual([])
})

test('a project that was made anew under its id keeps what it gets', async () => {
  await server.ingest(whole('kept'))
  const before = await rowsOf('cline-project')
  await sql(`INSERT INTO kansoku.deleted_projects VALUES ('cline-project', now())`)
  await server.server.context.jobs.enqueue(purgeProjectsJob, {})
  await server.server.context.jobs.drain()
  expect(before.traces).toBeGreaterThan(0)
  expect(await rowsOf('cline-project')).toEqual(before)
  expect((await sql('SELECT id FROM kansoku.deleted_projects')).rows).toEqual([])
})

test('a project that is made anew under an id begins with nothing of the one before', async () => {
  const { context } = server.server
  const { body: made } = await ask('POST', 'cline-project/organization/projects', { name: 'First' })
  const { body: key } = await ask('POST', `${made.id}/api-keys`, { note: null })
  await projectClient(server, basic(key.publicKey, key.secretKey)).post('/ingestion', { batch: whole('old') })
  await sql(`DELETE FROM kansoku.projects WHERE id = '${made.id}'`)
  await sql(`INSERT INTO kansoku.deleted_projects VALUES ('${made.id}', now())`)
  expect(await rowsOf(made.id)).toMatchObject({ traces: 1 })
  const reuse = (projectId: string) =>
    purgeBeforeReuse(context, {
      projectId,
      removeTelemetry: (id) => removeProject(context.analytics, { projectId: id, signal: context.shutdown }),
    })
  await reuse(made.id)
  expect(await rowsOf(made.id)).toMatchObject({ traces: 0, observations: 0, scores: 0, event_parts: 0 })
  expect((await sql('SELECT id FROM kansoku.deleted_projects')).rows).toEqual([])

  const before = await rowsOf('cline-project')
  await sql(`INSERT INTO kansoku.deleted_projects VALUES ('cline-project', now())`)
  await reuse('cline-project')
  expect(await rowsOf('cline-project')).toEqual(before)
  await sql('DELETE FROM kansoku.deleted_projects')
})
