import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { AwsError } from '../aws/aws-error.ts'

/** A request to S3, once it is known what it wants. */
export interface S3Call {
  /** In the words of the API reference. */
  readonly operation: string
  readonly bucket: string
  /** Empty for operations on the bucket. */
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
}

/** What a request is sent to, as it came: S3 knows neither `..` nor two ways to write a key. */
export interface RequestTarget {
  readonly path: string
  readonly query: URLSearchParams
}

export function parseTarget(url: string): RequestTarget {
  const [path = '', query = ''] = url.split('?')
  return { path, query: new URLSearchParams(query) }
}

export function parseCall({ method = '', headers }: IncomingMessage, { path, query }: RequestTarget): S3Call {
  const { bucket, key } = findObject(path, headers.host ?? '')
  const operation = key === '' ? bucketOperations[method] : objectOperation(method, query)
  if (!operation || bucket === '') {
    throw new AwsError(501, 'NotImplemented', `The emulator does not know ${method} ${path}.`)
  }
  return { operation, bucket, key, query, headers }
}

/** The bucket stands first in the path of the emulator's own address, and first in the host of any other. */
function findObject(path: string, host: string): { bucket: string; key: string } {
  const parts = path.slice(1).split('/').map(decodeURIComponent)
  if (!/^(127\.0\.0\.1|localhost)(:|$)/.test(host)) {
    return { bucket: host.split('.')[0] ?? '', key: parts.join('/') }
  }
  const [bucket = '', ...rest] = parts
  return { bucket, key: rest.join('/') }
}

const bucketOperations: Readonly<Record<string, string>> = { HEAD: 'HeadBucket' }

function objectOperation(method: string, query: URLSearchParams): string | undefined {
  if (query.has('uploadId')) return uploadOperations[method]
  if (method === 'POST') return query.has('uploads') ? 'CreateMultipartUpload' : undefined
  return objectOperations[method]
}

const objectOperations: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
}

const uploadOperations: Readonly<Record<string, string>> = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
}
