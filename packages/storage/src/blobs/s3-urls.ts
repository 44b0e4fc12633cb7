import type { S3Client } from '@aws-sdk/client-s3'
import { inBucket } from './s3-error.ts'
import type { S3BlobsOptions } from './s3-options.ts'
import type { BlobUrls } from './store.ts'

/** Signed as headers, not moved into the query: the storage then refuses another type, length or content. */
const UPLOAD_HEADERS = ['content-type', 'content-length', 'x-amz-checksum-sha256']

/** Signed URLs, for at most a week; those that temporary credentials sign end with these. */
export async function s3Urls(
  client: S3Client,
  options: S3BlobsOptions,
  locate: (key: string) => { Bucket: string; Key: string },
): Promise<BlobUrls> {
  const { GetObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3')
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
  return {
    async upload(key, { contentType, bytes, sha256, expiresInSeconds }) {
      const command = new PutObjectCommand({
        ...locate(key),
        ContentType: contentType,
        ContentLength: bytes,
        ChecksumSHA256: sha256,
      })
      const signing = {
        expiresIn: expiresInSeconds,
        signableHeaders: new Set(UPLOAD_HEADERS),
        unhoistableHeaders: new Set(UPLOAD_HEADERS),
      }
      return inBucket(options, () => getSignedUrl(client, command, signing))
    },
    async download(key, { contentType, contentDisposition, expiresInSeconds }) {
      const command = new GetObjectCommand({
        ...locate(key),
        ResponseContentType: contentType,
        ResponseContentDisposition: contentDisposition,
      })
      return inBucket(options, () => getSignedUrl(client, command, { expiresIn: expiresInSeconds }))
    },
  }
}
