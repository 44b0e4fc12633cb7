import { Readable } from 'node:stream'
import { assertBlobKey } from './blob-key.ts'
import { connectS3, createS3Client } from './connect-s3.ts'
import { ContentMeter } from './content-meter.ts'
import { inBucket, isMissingKey, orUndefined } from './s3-error.ts'
import { encryptionOf, type S3BlobsOptions } from './s3-options.ts'
import { s3Urls } from './s3-urls.ts'
import type { BlobStore, ByteRange, WrittenBlob } from './store.ts'

/** S3 takes 10,000 parts: a blob of 80 GB. Each write holds two of them in memory. */
const PART_BYTES = 8 * 1024 * 1024
const PARTS_AT_ONCE = 2

/**
 * Blobs in a bucket of S3 or a storage that speaks its API. Opening checks that the bucket can be reached. The SDK is
 * loaded here and not before, so that installations without a bucket never do.
 *
 * @throws StorageUnavailableError when there is no such bucket, or not for these credentials.
 */
export async function openS3Blobs(options: S3BlobsOptions): Promise<BlobStore> {
  const { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } = await import('@aws-sdk/client-s3')
  const { Upload } = await import('@aws-sdk/lib-storage')
  const client = await connectS3(options)
  // The host is part of a signature.
  const signer = options.clientEndpoint
    ? await createS3Client({ ...options, endpoint: options.clientEndpoint })
    : client

  const locate = (key: string) => {
    assertBlobKey(key)
    return { Bucket: options.bucket, Key: `${options.prefix}${key}` }
  }

  async function put(key: string, content: Readable | Uint8Array): Promise<WrittenBlob> {
    const target = { ...locate(key), ...encryptionOf(options) }
    const meter = new ContentMeter()
    const source = Readable.from(meter.read(content), { objectMode: true })
    const params = { ...target, Body: source }
    try {
      const upload = new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE })
      await inBucket(options, () => upload.done())
      return meter.written()
    } catch (error) {
      // A source that breaks off has codes of the network too, and is no fault of the storage.
      throw meter.failure ? meter.failure.error : error
    } finally {
      source.destroy()
    }
  }

  async function get(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const command = new GetObjectCommand({
      ...locate(key),
      ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
    })
    const found = await inBucket(options, () => orUndefined(isMissingKey, client.send(command)))
    // What the SDK's types leave open is settled by running on Node.
    return found?.Body as Readable | undefined
  }

  async function head(key: string) {
    const command = new HeadObjectCommand(locate(key))
    const found = await inBucket(options, () => orUndefined(isMissingKey, client.send(command)))
    return found && { bytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) }
  }

  /** S3 itself answers alike whether there was something; some others do not. */
  async function remove(key: string): Promise<boolean> {
    const command = new DeleteObjectCommand(locate(key))
    const answer = await inBucket(options, () => orUndefined(isMissingKey, client.send(command)))
    return answer !== undefined
  }

  async function close(): Promise<void> {
    signer.destroy()
    client.destroy()
  }

  const store = { put, get, head, delete: remove, close, [Symbol.asyncDispose]: close }
  // S3 takes the wish for encryption from headers only, which clients do not know of.
  if (options.serverSideEncryption) return store
  return { ...store, urls: await s3Urls(signer, options, locate) }
}
