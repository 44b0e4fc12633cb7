import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOtherProject } from '../testing/other-project.ts'
import { type ProjectClient, projectClient } from '../testing/project-client.ts'
import { event, idsOf, type ReadServer, startReadServer } from '../testing/read-server.ts'
import { applyRetentionJob } from './apply-retention.ts'

let server: ReadServer
let own: ProjectClient
let other: ProjectClient
beforeAll(async () => {
  server = await startReadServer()
  own = projectClient(server)
  other = projectClient(server, await createOtherProject(server))
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const sql = (text: string) => server.server.context.metadata.pool.query(text)

async function applyRetention() {
  const { jobs } = server.server.context
  await jobs.enqueue(applyRetentionJob, {})
  await jobs.drain()
}

async function uploadTo(traceId: string, text: string) {
  const sha256Hash = createHash('sha256').update(text).digest('base64')
  const contentLength = Buffer.byteLength(text)
  const { body } = await own.post('/media', {
    ...{ traceId, field: 'input', contentType: 'text/plain', contentLength, sha256Hash },
  })
  await fetch(body.uploadUrl, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: text })
  await own.patch(`/media/${body.mediaId}`, { uploadedAt: new Date().toISOString(), uploadHttpStatus: 200 })
  return body.mediaId as string
}

test('what a project keeps for some days only is removed by night, and it is noted what that was', async () => {
  const lately = new Date(Date.now() - 3_600_000).toISOString()
  const old = [
    event('trace-create', { id: 'old', timestamp: '2024-01-01T00:00:00.000Z' }),
    event('span-create', { id: 'old-span', traceId: 'old', startTime: '2024-01-01T00:00:00.000Z' }),
  ]
  await server.ingest([...old, event('trace-create', { id: 'fresh', timestamp: lately })])
  expect((await other.post('/ingestion', { batch: old })).status).toBe(207)
  const [oldFile, freshFile] = [await uploadTo('old', 'old file'), await uploadTo('fresh', 'fresh file')]
  for (const objectId of ['old', 'fresh']) {
    await own.post('/comments', {
      projectId: 'cline-project',
      objectType: 'TRACE',
      objectId,
      content: objectId,
    })
  }
  await sql(`UPDATE kansoku.media_references SET created_at = '2024-01-01' WHERE trace_id = 'old'`)
  await sql(`UPDATE kansoku.comments SET created_at = '2024-01-01' WHERE object_id = 'old'`)
  await sql(`UPDATE kansoku.projects SET retention_days = 3 WHERE id = 'cline-project'`)

  await applyRetention()

  expect(idsOf((await own.get('/traces')).body)).toEqual(['fresh'])
  expect((await own.get('/observations/old-span')).status).toBe(404)
  expect([
    (await own.get(`/media/${oldFile}`)).status,
    (await own.get(`/media/${freshFile}`)).status,
  ]).toEqual([404, 200])
  expect((await own.get('/comments')).body.data).toMatchObject([{ content: 'fresh' }])
  expect(idsOf((await other.get('/traces')).body)).toEqual(['old'])
  const { rows } = await sql('SELECT * FROM kansoku.retention_runs')
  expect(rows).toMatchObject([
    { project_id: 'cline-project', traces: 3, observations: 3, comments: 1, media: 1 },
  ])
})

test('a project that keeps everything is left alone', async () => {
  await sql('UPDATE kansoku.projects SET retention_days = NULL')
  await server.ingest([event('trace-create', { id: 'ancient', timestamp: '2020-01-01T00:00:00.000Z' })])
  await applyRetention()
  expect(idsOf((await own.get('/traces')).body)).toContain('ancient')
})
