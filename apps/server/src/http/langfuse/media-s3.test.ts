import { createHash } from 'node:crypto'
import { emulatorIdentity, type S3Emulator, startS3Emulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let storage: S3Emulator
let server: TestServer
let client: ProjectClient
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
  client = projectClient(server)
}, 60_000)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await storage?.[Symbol.asyncDispose]()
})

const bytes = '<svg onload="alert(1)"/>'
const sha256Hash = createHash('sha256').update(bytes).digest('base64')
const announcement = { traceId: 't', field: 'output', contentType: 'image/svg+xml', sha256Hash }
const headers = {
  'content-type': 'image/svg+xml',
  'x-amz-checksum-sha256': sha256Hash,
  'x-ms-blob-type': 'BlockBlob',
}

test('clients upload to the bucket and read from it themselves', async () => {
  const { body } = await client.post('/media', { ...announcement, contentLength: bytes.length })
  expect(body.uploadUrl).toMatch(`${storage.url}/files/kansoku/media/`)
  const other = await fetch(body.uploadUrl, {
    method: 'PUT',
    headers,
    body: 'something else, of another length',
  })
  expect(other.status).toBe(403)
  const early = await client.patch(`/media/${body.mediaId}`, {
    uploadedAt: '2026-11-20T10:00:00.000Z',
    uploadHttpStatus: 200,
  })
  expect(early.status).toBe(422)
  expect((await fetch(body.uploadUrl, { method: 'PUT', headers, body: bytes })).status).toBe(200)
  await client.patch(`/media/${body.mediaId}`, {
    uploadedAt: '2026-11-20T10:00:00.000Z',
    uploadHttpStatus: 200,
  })
  const { body: file } = await client.get(`/media/${body.mediaId}`)
  const answer = await fetch(file.url)
  expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
    'image/svg+xml',
    'attachment',
  ])
  expect(await answer.text()).toBe(bytes)
})

test('with its trace a file leaves the bucket', async () => {
  expect(storage.objects('files').size).toBe(1)
  await client.post('/ingestion', {
    batch: [
      { id: 'e', type: 'trace-create', timestamp: '2026-11-20T10:00:00.000Z', body: { id: 't', name: 'n' } },
    ],
  })
  await client.delete('/traces/t')
  expect(storage.objects('files').size).toBe(0)
})

test('a bucket that does not exist is said at the start, with what to do', async () => {
  await server[Symbol.asyncDispose]()
  const { blobs } = server.config
  if (blobs.kind !== 's3') throw new Error('the files are in a folder')
  const starting = startTestServer({}, { blobs: { ...blobs, bucket: 'nowhere' } })
  await expect(starting).rejects.toMatchObject({
    message: expect.stringContaining('nowhere'),
    remedy: expect.stringContaining('--embedded'),
  })
})
