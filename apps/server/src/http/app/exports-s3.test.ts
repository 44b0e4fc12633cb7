import { emulatorIdentity, type S3Emulator, startS3Emulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { basicAuth, signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let storage: S3Emulator
let server: TestServer
beforeAll(async () => {
  storage = await startS3Emulator({ buckets: ['files'] })
  server = await startTestServer({
    LANGFUSE_S3_MEDIA_UPLOAD_BUCKET: 'files',
    LANGFUSE_S3_MEDIA_UPLOAD_PREFIX: 'kansoku/',
    LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT: storage.url,
    LANGFUSE_S3_MEDIA_UPLOAD_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
    LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
    LANGFUSE_S3_MEDIA_UPLOAD_FORCE_PATH_STYLE: 'true',
  })
}, 60_000)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await storage?.[Symbol.asyncDispose]()
})

const project = '/api/app/projects/cline-project'

test('files of exports lie in the bucket, are read through the server, and leave it with their export', async () => {
  const cookie = await signIn(server)
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const timestamp = '2026-11-20T10:00:00.000Z'
  await server.fetch('/api/public/ingestion', {
    method: 'POST',
    headers: { authorization: basicAuth },
    body: { batch: [{ id: 'e', type: 'trace-create', timestamp, body: { id: 't', timestamp } }] },
  })
  const selection = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }
  const asked = await server.fetch(`${project}/exports`, {
    method: 'POST',
    headers,
    body: { table: 'traces', format: 'json', columns: ['id'], selection },
  })
  const { id } = (await asked.json()) as { id: string }
  await server.server.context.jobs.drain()
  expect([...storage.objects('files').keys()]).toEqual([`kansoku/exports/${id}/0-1`])
  expect(await (await server.fetch(`${project}/exports/${id}/file`, { headers })).json()).toEqual([
    { id: 't' },
  ])
  await server.fetch(`${project}/batches/${id}`, { method: 'DELETE', headers })
  expect(storage.objects('files').size).toBe(0)
})
