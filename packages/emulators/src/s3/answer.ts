import { AwsError } from '../aws/aws-error.ts'
import type { Bucket } from './bucket.ts'
import type { S3Call } from './call.ts'
import { keptHeaders, type ObjectAnswer, readObject, type StoredObject } from './stored-object.ts'
import { document } from './xml.ts'

/** What each operation does to a bucket and says of it. */
export function answer(call: S3Call, bucket: Bucket, content: Buffer): ObjectAnswer {
  const { key, query, headers } = call
  const uploadId = query.get('uploadId') ?? ''
  switch (call.operation) {
    case 'HeadBucket':
      return say(200)
    case 'GetObject':
    case 'HeadObject':
      return readObject(find(bucket, key), headers.range, query)
    case 'PutObject':
      return say(200, { etag: bucket.put(key, content, keptHeaders(headers)).etag })
    case 'DeleteObject':
      bucket.objects.delete(key)
      return say(204)
    case 'CreateMultipartUpload': {
      const id = bucket.createUpload(key, keptHeaders(headers))
      const parts = { Bucket: call.bucket, Key: key, UploadId: id }
      return say(200, {}, document('InitiateMultipartUploadResult', parts))
    }
    case 'UploadPart':
      return say(200, { etag: bucket.putPart(uploadId, Number(query.get('partNumber')), content) })
    case 'CompleteMultipartUpload': {
      const { etag } = bucket.completeUpload(uploadId, listedParts(content.toString()))
      const parts = { Bucket: call.bucket, Key: key, ETag: etag }
      return say(200, {}, document('CompleteMultipartUploadResult', parts))
    }
    case 'AbortMultipartUpload':
      bucket.abortUpload(uploadId)
      return say(204)
    default:
      throw new AwsError(501, 'NotImplemented', call.operation)
  }
}

function find(bucket: Bucket, key: string): StoredObject {
  const found = bucket.objects.get(key)
  if (found) return found
  throw new AwsError(404, 'NoSuchKey', 'The specified key does not exist.')
}

function listedParts(xml: string): { number: number; etag: string }[] {
  return [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    etag: (/<ETag>(.*?)</.exec(part)?.[1] ?? '').replaceAll('&quot;', '"'),
  }))
}

function say(status: number, headers: Record<string, string> = {}, xml = ''): ObjectAnswer {
  const type = xml === '' ? {} : { 'content-type': 'application/xml' }
  const content = Buffer.from(xml)
  // A 204 has no length.
  const length = status === 204 ? {} : { 'content-length': content.length }
  return { status, headers: { ...type, ...length, ...headers }, content }
}
