import { createHash } from 'node:crypto'
import { S3Client } from '@aws-sdk/client-s3'
import { emulatorIdentity, type S3Emulator, startS3Emulator } from '@kansoku/emulators'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openS3Blobs } from './open-s3-blobs.ts'
import type { S3BlobsOptions } from './s3-options.ts'
import { s3Urls } from './s3-urls.ts'
import type { BlobStore, BlobUrls } from './store.ts'

const content = Buffer.from('an image')
const terms = {
  contentType: 'image/png',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('base64'),
  expiresInSeconds: 60,
}
/** As the official SDKs send them; fetch adds the length. */
const headers = {
  'content-type': terms.contentType,
  'x-amz-checksum-sha256': terms.sha256,
  'x-ms-blob-type': 'BlockBlob',
}

let now: number
let emulator: S3Emulator
let blobs: BlobStore

beforeEach(async () => {
  now = Date.now()
  emulator = await startS3Emulator({ now: () => now })
  blobs = await openS3Blobs(s3Options())
})

afterEach(async () => {
  await blobs.close()
  await emulator[Symbol.asyncDispose]()
})

function s3Options(): S3BlobsOptions {
  const { accessKeyId, secretAccessKey } = emulatorIdentity
  return {
    bucket: 'kansoku',
    prefix: 'media/',
    region: 'us-east-1',
    endpoint: emulator.url,
    accessKeyId,
    secretAccessKey,
    forcePathStyle: true,
  }
}

function urlsOf({ urls }: BlobStore): BlobUrls {
  if (!urls) throw new Error('the store has no URLs')
  return urls
}

async function put(url: string, body: Buffer, sent: Record<string, string> = headers) {
  const answer = await fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(body) })
  return { status: answer.status, text: await answer.text() }
}

describe('an upload URL of S3', () => {
  it('takes what was agreed, as clients send it', async () => {
    const url = await urlsOf(blobs).upload('p 1/観測.png', terms)
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;x-amz-checksum-sha256',
    )
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60')
    expect((await put(url, content)).status).toBe(200)
    expect(await blobs.head('p 1/観測.png')).toMatchObject({ bytes: content.length })
    expect(emulator.objects().get('media/p 1/観測.png')?.headers['content-type']).toBe('image/png')
  })

  it.each([
    ['another type', content, { ...headers, 'content-type': 'text/html' }, 403, 'SignatureDoesNotMatch'],
    ['another length', Buffer.from('a larger image'), headers, 403, 'SignatureDoesNotMatch'],
    ['other content', Buffer.from('an IMAGE'), headers, 400, 'BadDigest'],
    [
      'the hash of other content',
      Buffer.from('an IMAGE'),
      { ...headers, 'x-amz-checksum-sha256': createHash('sha256').update('an IMAGE').digest('base64') },
      403,
      'SignatureDoesNotMatch',
    ],
    ['no hash', content, { 'content-type': 'image/png' }, 403, 'SignatureDoesNotMatch'],
  ])('refuses %s', async (_, body, sent, status, code) => {
    const answer = await put(await urlsOf(blobs).upload('a', terms), body, sent)
    expect(answer).toEqual({ status, text: expect.stringContaining(`<Code>${code}</Code>`) })
    expect(emulator.objects().size).toBe(0)
  })

  it('ends with its time', async () => {
    const url = await urlsOf(blobs).upload('a', terms)
    now += 61_000
    expect(await put(url, content)).toEqual({
      status: 403,
      text: expect.stringContaining('Request has expired'),
    })
  })

  it('is for its key only', async () => {
    const url = await urlsOf(blobs).upload('a', terms)
    expect((await put(url.replace('/a?', '/b?'), content)).status).toBe(403)
  })

  it('is not made where encryption is asked for, which clients know nothing of', async () => {
    await using encrypted = await openS3Blobs({
      ...s3Options(),
      serverSideEncryption: 'aws:kms',
      kmsKeyId: 'key-1',
    })
    expect(encrypted.urls).toBeUndefined()
    await encrypted.put('b', content)
    expect(emulator.objects().get('media/b')?.headers).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
    })
  })

  it('carries the bucket in its host, unless in its path', async () => {
    const options = { ...s3Options(), endpoint: 'http://s3.test', forcePathStyle: false }
    const client = new S3Client({ ...options, credentials: emulatorIdentity })
    const hosted = await s3Urls(client, options, (Key) => ({ Bucket: 'kansoku', Key }))
    expect(await hosted.upload('a', terms)).toMatch(/^http:\/\/kansoku\.s3\.test\/a\?/)
    expect(await urlsOf(blobs).upload('a', terms)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/kansoku\/media\/a\?/)
    client.destroy()
  })

  it('leads to the address that clients have for the storage', async () => {
    const { port } = new URL(emulator.url)
    const clientEndpoint = `http://localhost:${port}`
    await using shared = await openS3Blobs({ ...s3Options(), clientEndpoint })
    const url = await urlsOf(shared).upload('a', terms)
    expect(new URL(url).origin).toBe(clientEndpoint)
    expect((await put(url, content)).status).toBe(200)
    expect(await shared.head('a')).toMatchObject({ bytes: content.length })
  })
})

describe('a download URL of S3', () => {
  it('shows the blob as agreed', async () => {
    await blobs.put('a', content)
    const url = await urlsOf(blobs).download('a', {
      contentType: 'image/png',
      contentDisposition: 'inline',
      expiresInSeconds: 60,
    })
    const answer = await fetch(url)
    expect(await answer.text()).toBe('an image')
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-disposition')).toBe('inline')
    expect((await fetch(url.replace('inline', 'attachment'))).status).toBe(403)
    now += 61_000
    expect((await fetch(url)).status).toBe(403)
  })
})
