import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a request says of its signature. */
export interface ClaimedSignature {
  readonly accessKeyId: string
  /** `<date>/<region>/<service>/aws4_request` */
  readonly scope: string
  readonly signedHeaders: readonly string[]
  readonly value: string
}

/** The parts of what was signed that services derive in ways of their own. */
export interface CanonicalParts {
  readonly path: string
  readonly query: string
  readonly payloadHash: string
  /** As in `x-amz-date`. */
  readonly date: string
}

/** Undefined when the `Authorization` header is no complete signature. */
export function parseAuthorization(header: string): ClaimedSignature | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    )
  if (!match) return undefined
  const [, accessKeyId = '', scope = '', signedHeaders = '', value = ''] = match
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(';'), value }
}

/** Whether the secret gives the claimed signature, from the rules of Signature Version 4. */
export function isSignedWith(
  secret: string,
  request: IncomingMessage,
  claimed: ClaimedSignature,
  parts: CanonicalParts,
): boolean {
  const canonicalRequest = [
    request.method,
    parts.path,
    parts.query,
    ...claimed.signedHeaders.map((name) => `${name}:${canonicalHeader(request, name)}`),
    '',
    claimed.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n')
  const stringToSign = ['AWS4-HMAC-SHA256', parts.date, claimed.scope, sha256(canonicalRequest)].join('\n')
  const key = claimed.scope
    .split('/')
    .reduce<Buffer | string>((parent, part) => hmac(parent, part), `AWS4${secret}`)
  const expected = hmac(key, stringToSign).toString('hex')
  return (
    expected.length === claimed.value.length &&
    timingSafeEqual(Buffer.from(expected), Buffer.from(claimed.value))
  )
}

function canonicalHeader(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '')
    .trim()
    .replace(/ +/g, ' ')
}

export function encodeStrictly(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

export function canonicalQuery(query: Iterable<readonly [name: string, value: string]>): string {
  return [...query]
    .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`)
    .sort()
    .join('&')
}

/** `20261123T074500Z` to milliseconds since the epoch; NaN when it is no such date. */
export function parseAmzDate(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

export const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest()
