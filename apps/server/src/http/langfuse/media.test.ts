import { createHash } from 'node:crypto'
import { sweepBlobs } from '@kansoku/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOtherProject } from '../../testing/other-project.ts'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'

let server: ReadServer
let own: ProjectClient
let other: ProjectClient
beforeAll(async () => {
  server = await startReadServer()
  own = projectClient(server)
  other = projectClient(server, await createOtherProject(server))
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

interface File {
  readonly bytes: Buffer
  readonly contentType: string
}

const file = (text: string, contentType = 'text/plain'): File => ({ bytes: Buffer.from(text), contentType })
const sha256 = ({ bytes }: File) => createHash('sha256').update(bytes).digest('base64')
const idOf = (some: File) => Buffer.from(sha256(some), 'base64').toString('base64url').slice(0, 22)

function announcement(some: File, place: object = {}) {
  return {
    traceId: 'chat',
    observationId: null,
    field: 'input',
    contentType: some.contentType,
    contentLength: some.bytes.length,
    sha256Hash: sha256(some),
    ...place,
  }
}

/** As the official SDKs upload, whatever the storage. */
function put(url: string, some: File, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': some.contentType,
      'x-amz-checksum-sha256': sha256(some),
      'x-ms-blob-type': 'BlockBlob',
      ...headers,
    },
    body: new Uint8Array(some.bytes),
  })
}

const report = { uploadedAt: '2026-11-20T10:00:00.000Z', uploadHttpStatus: 200, uploadHttpError: '' }

/** Announces, uploads and reports; resolves with the answer of the read. */
async function upload(some: File, place: object = {}) {
  const { body } = await own.post('/media', announcement(some, place))
  if (body.uploadUrl) expect((await put(body.uploadUrl, some)).status).toBe(200)
  await own.patch(`/media/${body.mediaId}`, report)
  return (await own.get(`/media/${body.mediaId}`)).body
}

describe('a file', () => {
  const picture = file('\u0089PNG picture of a cat', 'image/png')

  test('is announced, uploaded, reported and read', async () => {
    const announced = await own.post('/media', announcement(picture))
    expect([announced.status, announced.body]).toEqual([
      201,
      { mediaId: idOf(picture), uploadUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//) },
    ])
    expect((await put(announced.body.uploadUrl, picture)).status).toBe(200)
    const before = await own.get(`/media/${idOf(picture)}`)
    expect([before.status, before.body]).toEqual([
      404,
      { message: 'Media not found. It was not uploaded yet.', error: 'LangfuseNotFoundError' },
    ])
    const reported = await own.patch(`/media/${idOf(picture)}`, { ...report, uploadTimeMs: 12 })
    expect([reported.status, reported.body]).toEqual([200, { message: 'OK' }])
    const read = await own.get(`/media/${idOf(picture)}`)
    expect([read.status, read.body]).toEqual([
      200,
      {
        mediaId: idOf(picture),
        contentType: 'image/png',
        contentLength: picture.bytes.length,
        uploadedAt: report.uploadedAt,
        url: expect.any(String),
        urlExpiry: expect.stringMatching(/Z$/),
      },
    ])
    const answer = await fetch(read.body.url)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(picture.bytes)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(picture.bytes.length),
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    })
  })

  test('is shown by the web UI to who is signed in, and to nobody else', async () => {
    const path = `/api/app/projects/cline-project/media/${idOf(picture)}`
    const cookie = await signIn(server)
    const shown = await server.fetch(path, { headers: { cookie, range: 'bytes=2-4' } })
    expect([shown.status, await shown.text()]).toEqual([206, 'PNG'])
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    expect((await server.fetch(path)).status).toBe(401)
    expect((await server.fetch(`${path}x`, { headers: { cookie } })).status).toBe(404)
  })

  test('of a public trace is shown to whoever has its link, and of no other trace', async () => {
    const share = (id: string, isPublic: boolean) =>
      server.ingest([
        { ...event('trace-create', { id, public: isPublic }), timestamp: new Date().toISOString() },
      ])
    const visit = (traceId: string, id = idOf(picture)) =>
      server.fetch(`/api/app/public/cline-project/traces/${traceId}/media/${id}`)
    expect((await visit('chat')).status).toBe(404)
    await share('chat', true)
    await share('bare', true)
    const shown = await visit('chat')
    expect([shown.status, Buffer.from(await shown.arrayBuffer())]).toEqual([200, picture.bytes])
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect([(await visit('bare')).status, (await visit('chat', 'other')).status]).toEqual([404, 404])
    await share('chat', false)
    expect((await visit('chat')).status).toBe(404)
  })

  test('that is there already is not asked for again, wherever it lies and whatever it is called', async () => {
    const place = { observationId: 'generation', field: 'output', contentType: 'image/webp' }
    const again = await own.post('/media', announcement(picture, place))
    expect(again.body).toEqual({ mediaId: idOf(picture), uploadUrl: null })
    expect((await own.get(`/media/${idOf(picture)}`)).body.contentType).toBe('image/webp')
  })

  test('is played from where one likes', async () => {
    const { url } = await upload(file('0123456789', 'audio/wav'))
    const part = await fetch(url, { headers: { range: 'bytes=2-4' } })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ])
    const beyond = await fetch(url, { headers: { range: 'bytes=10-' } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10'])
  })

  test.each(['text/html', 'image/svg+xml', 'application/xml', 'application/javascript'])(
    'of type %s cannot act as a page of the platform',
    async (contentType) => {
      const { url } = await upload(file(`<script>alert(1)</script>${contentType}`, contentType))
      const answer = await fetch(url)
      expect(answer.headers.get('content-type')).toBe(contentType)
      expect(answer.headers.get('content-disposition')).toBe('attachment')
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    },
  )

  test('that is not what was announced is refused, and what is there stays', async () => {
    const some = file('the right bytes')
    const { body } = await own.post('/media', announcement(some))
    const refusals = [
      await put(body.uploadUrl, some, { 'content-type': 'text/html' }),
      await put(body.uploadUrl, file('other'), { 'x-amz-checksum-sha256': sha256(some) }),
      await put(body.uploadUrl, file('the wrong bytes'), { 'x-amz-checksum-sha256': sha256(some) }),
      await put(body.uploadUrl, file('the wrong bytes')),
    ]
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 400, 400])
    expect(await refusals[2]?.json()).toMatchObject({ error: 'ChecksumMismatch' })
    const early = await own.patch(`/media/${body.mediaId}`, report)
    expect([early.status, early.body.error]).toEqual([422, 'UnprocessableContentError'])
    expect((await put(body.uploadUrl, some)).status).toBe(200)
    expect((await put(body.uploadUrl, file('the wrong bytes'))).status).toBe(400)
    await own.patch(`/media/${body.mediaId}`, report)
    const read = await own.get(`/media/${body.mediaId}`)
    expect(await (await fetch(read.body.url)).text()).toBe('the right bytes')
  })

  test('whose upload failed is not there; a failure afterwards takes nothing back', async () => {
    const some = file('slow')
    const { body } = await own.post('/media', announcement(some))
    const failed = { ...report, uploadHttpStatus: 403, uploadHttpError: 'refused' }
    expect((await own.patch(`/media/${body.mediaId}`, failed)).status).toBe(200)
    expect((await own.get(`/media/${body.mediaId}`)).status).toBe(404)
    await upload(some)
    await own.patch(`/media/${body.mediaId}`, failed)
    expect((await own.get(`/media/${body.mediaId}`)).status).toBe(200)
  })

  test('opens with an unchanged URL only, and only as long as that holds', async () => {
    const { url } = await upload(file('signed'))
    const changed = new URL(url)
    changed.searchParams.set('expires', '4102444800')
    for (const refused of [changed, url.replace(/signature=../, 'signature=AA'), url.split('?')[0] ?? '']) {
      expect([400, 403]).toContain((await fetch(refused)).status)
    }
    expect((await put(url, file('signed'))).status).toBe(403)
  })

  test('stays within its project', async () => {
    const { mediaId } = await upload(file('ours'))
    for (const answer of [
      await other.get(`/media/${mediaId}`),
      await other.patch(`/media/${mediaId}`, report),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([404, 'LangfuseNotFoundError'])
    }
    expect((await other.post('/media', announcement(file('ours')))).body.uploadUrl).not.toBeNull()
  })

  test.each([
    ['observation without its trace', { traceId: null, observationId: 'generation' }],
    ['trace without a field', { field: undefined }],
    ['trace with a field of dataset items', { field: 'expectedOutput' }],
    ['trace and dataset item', { datasetId: 'd', datasetItemId: 'i' }],
    ['nothing it belongs to', { traceId: null }],
    ['unknown type', { contentType: 'application/x-unknown' }],
    ['too many bytes', { contentLength: 1_000_000_001 }],
    ['no bytes', { contentLength: 0 }],
    ['bad hash', { sha256Hash: 'abc' }],
    ['NUL in an id', { traceId: 'nul\0' }],
  ])('with %s is refused', async (_, place) => {
    const answer = await own.post('/media', announcement(file('bad'), place))
    expect([answer.status, answer.body.message]).toEqual([400, 'Invalid request data'])
  })

  test('of long ids of a client is taken', async () => {
    const place = { traceId: '観'.repeat(800), observationId: '測'.repeat(800) }
    expect(await upload(file('long'), place)).toMatchObject({ contentLength: 4 })
  })

  test('of a dataset item that does not exist is refused', async () => {
    const place = { traceId: null, datasetId: 'd', datasetItemId: 'i' }
    expect((await own.post('/media', announcement(file('item'), place))).status).toBe(404)
  })
})

describe('with a deleted trace', () => {
  const alone = file('only in one trace')
  const both = file('in two traces')

  test('its files are gone for good, but for those that lie elsewhere too', async () => {
    await server.ingest([event('trace-create', { id: 'doomed' }), event('trace-create', { id: 'kept' })])
    const gone = await upload(alone, { traceId: 'doomed' })
    const shared = await upload(both, { traceId: 'doomed' })
    await upload(both, { traceId: 'kept' })
    await own.delete('/traces/doomed')
    expect((await own.get(`/media/${gone.mediaId}`)).status).toBe(404)
    expect((await fetch(gone.url)).status).toBe(404)
    expect((await fetch(shared.url)).status).toBe(200)
    const { rows } = await server.server.context.metadata.pool.query('SELECT key FROM kansoku.removed_blobs')
    expect(rows).toHaveLength(1)
    expect(await server.server.context.blobs.head(rows[0].key)).toBeUndefined()
  })

  test('a file that is announced late is not asked for', async () => {
    const { body } = await own.post('/media', announcement(alone, { traceId: 'doomed' }))
    expect(body).toEqual({ mediaId: idOf(alone), uploadUrl: null })
    expect((await own.get(`/media/${idOf(alone)}`)).status).toBe(404)
  })

  test('an upload that was under way stores nothing', async () => {
    const some = file('slow upload')
    await server.ingest([event('trace-create', { id: 'brief' })])
    const { body } = await own.post('/media', announcement(some, { traceId: 'brief' }))
    await own.delete('/traces/brief')
    const answer = await put(body.uploadUrl, some)
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: 'LangfuseNotFoundError' }])
  })

  test('a blob that came late is swept away, until none can come any more', async () => {
    const { blobs, metadata } = server.server.context
    const keys = async () => (await metadata.pool.query('SELECT key FROM kansoku.removed_blobs')).rows
    const [{ key }] = await keys()
    await blobs.put(key, Buffer.from('late'))
    expect(await sweepBlobs(server.server.context)).toBe(1)
    expect(await blobs.head(key)).toBeUndefined()
    expect(await keys()).not.toEqual([])
    await metadata.pool.query(`UPDATE kansoku.removed_blobs SET settled_at = '2026-01-01'`)
    await sweepBlobs(server.server.context)
    expect(await keys()).toEqual([])
  })

  test('its comments are gone', async () => {
    await server.ingest([
      event('trace-create', { id: 'talked-of' }),
      event('span-create', { id: 'span-of-it', traceId: 'talked-of' }),
    ])
    const comment = { projectId: 'cline-project', content: 'secret' }
    await own.post('/comments', { ...comment, objectType: 'TRACE', objectId: 'talked-of' })
    await own.post('/comments', { ...comment, objectType: 'OBSERVATION', objectId: 'span-of-it' })
    await own.post('/comments', { ...comment, objectType: 'TRACE', objectId: 'chat', content: 'stays' })
    await own.delete('/traces/talked-of')
    const { body } = await own.get('/comments')
    expect(body.data).toMatchObject([{ content: 'stays' }])
  })
})
