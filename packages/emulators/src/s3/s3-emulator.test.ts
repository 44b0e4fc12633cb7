import { createHash } from 'node:crypto'
import { Agent } from 'node:http'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emulatorIdentity } from '../aws/identity.ts'
import { type S3Emulator, startS3Emulator } from './s3-emulator.ts'

let emulator: S3Emulator
let client: S3Client

beforeEach(async () => {
  emulator = await startS3Emulator()
  client = connect()
})

afterEach(async () => {
  client.destroy()
  await emulator[Symbol.asyncDispose]()
})

/** The SDK as it comes, with checksums in headers and trailers. */
function connect(config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    endpoint: emulator.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: emulatorIdentity,
    maxAttempts: 1,
    ...config,
  })
}

const at = (Key: string) => ({ Bucket: 'kansoku', Key })

describe('the S3 emulator', () => {
  it('keeps, shows and removes an object', async () => {
    const key = "a b/観測+(1)'%2F.txt"
    await client.send(new PutObjectCommand({ ...at(key), Body: '0123456789', ContentType: 'text/plain' }))
    const found = await client.send(new GetObjectCommand({ ...at(key), Range: 'bytes=2-4' }))
    expect([await found.Body?.transformToString(), found.ContentRange]).toEqual(['234', 'bytes 2-4/10'])
    expect(await client.send(new HeadObjectCommand(at(key)))).toMatchObject({
      ContentLength: 10,
      ContentType: 'text/plain',
    })
    await client.send(new DeleteObjectCommand(at(key)))
    await expect(client.send(new GetObjectCommand(at(key)))).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('reads a stream that the SDK sends in chunks, with its checksum at the end', async () => {
    const Body = Readable.from([Buffer.from('stream'), Buffer.from('ed')])
    await client.send(new PutObjectCommand({ ...at('a'), Body, ContentLength: 8 }))
    expect(emulator.calls[0]?.headers['x-amz-content-sha256']).toBe('STREAMING-UNSIGNED-PAYLOAD-TRAILER')
    expect(emulator.objects().get('a')?.content.toString()).toBe('streamed')
  })

  it('joins the parts of an upload, once they are large enough and in order', async () => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(at('big')))
    const upload = { ...at('big'), UploadId }
    const put = async (PartNumber: number, Body: Uint8Array) => {
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }))
      return { PartNumber, ETag }
    }
    const parts = [await put(1, Buffer.alloc(5 * 1024 * 1024, 1)), await put(2, Buffer.from('end'))]
    const complete = (Parts: typeof parts) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
    await expect(complete([...parts].reverse())).rejects.toMatchObject({ name: 'EntityTooSmall' })
    expect(emulator.pendingUploads()).toBe(1)
    expect((await complete(parts)).ETag).toMatch(/-2"$/)
    expect([emulator.objects().get('big')?.content.length, emulator.pendingUploads()]).toEqual([5_242_883, 0])
    await expect(client.send(new AbortMultipartUploadCommand(upload))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    })
  })

  it.each([
    ['InvalidAccessKeyId', { credentials: { ...emulatorIdentity, accessKeyId: 'AKIANOBODY' } }],
    ['SignatureDoesNotMatch', { credentials: { ...emulatorIdentity, secretAccessKey: 'wrong' } }],
    ['InvalidToken', { credentials: { ...emulatorIdentity, sessionToken: 'none' } }],
    ['AuthorizationHeaderMalformed', { region: 'eu-west-1' }],
    ['RequestTimeTooSkewed', { systemClockOffset: -3_600_000 }],
  ])('answers %s', async (name, config) => {
    const wrong = connect(config)
    await expect(wrong.send(new GetObjectCommand(at('a')))).rejects.toMatchObject({ name })
    wrong.destroy()
  })

  it('answers BadDigest to content that is not what its checksum says', async () => {
    const ChecksumSHA256 = createHash('sha256').update('other').digest('base64')
    const put = client.send(new PutObjectCommand({ ...at('a'), Body: 'content', ChecksumSHA256 }))
    await expect(put).rejects.toMatchObject({ name: 'BadDigest', $metadata: { httpStatusCode: 400 } })
    expect(emulator.objects().size).toBe(0)
  })

  it('tells a bucket that is not there from one that may not be listed', async () => {
    const missing = client.send(new HeadBucketCommand({ Bucket: 'elsewhere' }))
    await expect(missing).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } })
    await using closed = await startS3Emulator({ mayListBucket: false })
    const guest = connect({ endpoint: closed.url })
    await expect(guest.send(new HeadBucketCommand({ Bucket: 'kansoku' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    })
    await expect(guest.send(new GetObjectCommand(at('a')))).rejects.toMatchObject({ name: 'AccessDenied' })
    guest.destroy()
  })

  it('plays a busy storage, and a download that breaks off', async () => {
    await client.send(new PutObjectCommand({ ...at('a'), Body: Buffer.alloc(200_000) }))
    emulator.faults.add({ kind: 'status', status: 503 }).add({ kind: 'reset-in-stream', afterChunks: 1 })
    await expect(client.send(new GetObjectCommand(at('a')))).rejects.toMatchObject({ name: 'SlowDown' })
    const { Body } = await client.send(new GetObjectCommand(at('a')))
    await expect(Body?.transformToByteArray()).rejects.toThrow()
  })

  it('refuses who signs nothing', async () => {
    const answer = await fetch(`${emulator.url}/kansoku/a`)
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ])
  })

  it('takes the bucket from the host as well', async () => {
    const lookup: LookupFunction = (_host, _options, found) =>
      found(null, [{ address: '127.0.0.1', family: 4 }])
    const endpoint = emulator.url.replace('127.0.0.1', 's3.test')
    const hosted = connect({
      endpoint,
      forcePathStyle: false,
      requestHandler: { httpAgent: new Agent({ lookup }) },
    })
    await hosted.send(new PutObjectCommand({ ...at('a/b'), Body: 'hosted' }))
    expect(emulator.calls[0]?.headers.host).toMatch(/^kansoku\.s3\.test:/)
    expect(emulator.objects().get('a/b')?.content.toString()).toBe('hosted')
    hosted.destroy()
  })
})
