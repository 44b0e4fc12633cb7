import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { AwsError } from '../aws/aws-error.ts'

/** Headers that an object keeps from its upload and shows when it is read. */
const kept = [
  'content-type',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
] as const

export type ObjectHeaders = Readonly<Record<string, string>>

export interface StoredObject {
  readonly content: Buffer
  readonly etag: string
  readonly modifiedAt: Date
  readonly headers: ObjectHeaders
}

export function keptHeaders(headers: IncomingHttpHeaders): ObjectHeaders {
  const given = kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))
  return { 'content-type': 'binary/octet-stream', ...Object.fromEntries(given) }
}

export const etagOf = (content: Buffer) => `"${createHash('md5').update(content).digest('hex')}"`

export interface ObjectAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number>>
  readonly content: Buffer
}

/** An object or its `Range`, under the headers that a signed URL may ask for with `response-…`. */
export function readObject(
  { content, etag, modifiedAt, headers }: StoredObject,
  range: string | undefined,
  query: URLSearchParams,
): ObjectAnswer {
  const asked = [...query].flatMap(([name, value]) =>
    name.startsWith('response-') ? [[name.slice('response-'.length), value]] : [],
  )
  const common = {
    ...headers,
    ...Object.fromEntries(asked),
    etag,
    'last-modified': modifiedAt.toUTCString(),
    'accept-ranges': 'bytes',
  }
  const part = range === undefined ? undefined : parseRange(range, content.length)
  if (!part) return { status: 200, headers: { ...common, 'content-length': content.length }, content }
  const cut = content.subarray(part.start, part.end + 1)
  const contentRange = `bytes ${part.start}-${part.end}/${content.length}`
  return {
    status: 206,
    headers: { ...common, 'content-length': cut.length, 'content-range': contentRange },
    content: cut,
  }
}

function parseRange(range: string, length: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  if (start <= end) return { start, end }
  throw new AwsError(416, 'InvalidRange', 'The requested range is not satisfiable')
}
