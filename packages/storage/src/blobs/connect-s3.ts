import type { S3Client } from '@aws-sdk/client-s3'
import { StorageError } from '../errors.ts'
import { inBucket, orUndefined, readFailure } from './s3-error.ts'
import type { S3BlobsOptions } from './s3-options.ts'

const CHECK_MS = 10_000

/** A client of the bucket, once it is known that it can be reached and knows the keys. */
export async function connectS3(options: S3BlobsOptions): Promise<S3Client> {
  const client = await createS3Client(options)
  try {
    await inBucket(options, () => checkBucket(client, options))
    return client
  } catch (error) {
    client.destroy()
    throw error
  }
}

/** A client that has not spoken to the storage yet; signing takes no more. */
export async function createS3Client(options: S3BlobsOptions): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  const { endpoint, region, forcePathStyle, timeoutMs = 60_000 } = options
  const credentials = credentialsOf(options)
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials ? { credentials } : {}),
    // Hashes of what is sent are part of the signatures; storages other than AWS refuse the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(timeoutMs, 5000),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      // Of a download whose reader stands still; it must not take a socket for ever.
      socketTimeout: Math.max(timeoutMs, 300_000),
      // Readers may be slow; they must not keep others from writing.
      httpAgent: { maxSockets: 256 },
      httpsAgent: { maxSockets: 256 },
    },
  })
}

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: S3BlobsOptions) {
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  }
  if (!accessKeyId && !secretAccessKey) return undefined
  throw new StorageError('The access key of the S3 storage and its secret have to be given together.', {
    remedy: "Give both, or neither to use AWS's default chain of credentials.",
    publicMessage: 'The storage is unavailable. Try again later.',
  })
}

/**
 * HeadBucket needs s3:ListBucket, which many policies leave out, and its refusals do not say why. So a refusal is
 * looked into by reading a key that nobody writes: S3 then names wrong keys, regions and buckets.
 */
async function checkBucket(client: S3Client, { bucket, prefix }: S3BlobsOptions): Promise<void> {
  const { GetObjectCommand, HeadBucketCommand } = await import('@aws-sdk/client-s3')
  const limits = { requestTimeout: CHECK_MS }
  const isUnexplained = (error: unknown) => [301, 307, 400, 403].includes(readFailure(error).status ?? 0)
  const head = client.send(new HeadBucketCommand({ Bucket: bucket }), limits)
  if (await orUndefined(isUnexplained, head)) return
  const isHarmless = (error: unknown) => {
    const { name } = readFailure(error)
    return name === 'NoSuchKey' || name === 'AccessDenied'
  }
  const probe = new GetObjectCommand({ Bucket: bucket, Key: `${prefix}kansoku-check`, Range: 'bytes=0-0' })
  const found = await orUndefined(isHarmless, client.send(probe, limits))
  await found?.Body?.transformToByteArray()
}
