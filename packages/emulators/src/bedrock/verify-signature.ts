import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { AwsError } from './aws-error.ts'

export interface AwsIdentity {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

export interface AuthenticationOptions {
  /** Finds the secret of an access key; undefined for keys that do not exist. */
  readonly findIdentity: (accessKeyId: string) => AwsIdentity | undefined
  /** Keys accepted as `Authorization: Bearer`. */
  readonly bearerKeys: readonly string[]
  readonly now: () => number
  /** The service that the signature has to be for. */
  readonly service: string
}

const maxSkewMs = 5 * 60_000
const invalidToken = () =>
  new AwsError(403, 'UnrecognizedClientException', 'The security token included in the request is invalid.')

/**
 * Checks the signature of a request as AWS does, from the rules of Signature Version 4 and without the library that
 * signed it. Throws an `AwsError` with status 403.
 */
export function authenticate(request: IncomingMessage, body: Buffer, options: AuthenticationOptions): void {
  const header = request.headers.authorization
  if (!header) throw new AwsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token')
  if (header.startsWith('Bearer ')) {
    if (!options.bearerKeys.includes(header.slice(7))) throw invalidToken()
    return
  }
  const signature = parseAuthorization(header)
  const identity = options.findIdentity(signature.accessKeyId)
  if (!identity || (request.headers['x-amz-security-token'] ?? undefined) !== identity.sessionToken)
    throw invalidToken()
  if (identity.expiration && identity.expiration.getTime() <= options.now()) {
    throw new AwsError(403, 'ExpiredTokenException', 'The security token included in the request is expired')
  }
  const date = String(request.headers['x-amz-date'] ?? '')
  checkScope(signature, date, options.service)
  if (Math.abs(parseAmzDate(date) - options.now()) > maxSkewMs) {
    throw new AwsError(
      403,
      'InvalidSignatureException',
      `Signature expired: ${date} is outside the allowed time window`,
    )
  }
  const expected = sign(request, body, signature, identity.secretAccessKey, date)
  if (
    expected.length !== signature.value.length ||
    !timingSafeEqual(Buffer.from(expected), Buffer.from(signature.value))
  ) {
    const message = 'The request signature we calculated does not match the signature you provided.'
    throw new AwsError(403, 'InvalidSignatureException', message)
  }
}

interface ParsedSignature {
  readonly accessKeyId: string
  /** `<date>/<region>/<service>/aws4_request` */
  readonly scope: string
  readonly signedHeaders: readonly string[]
  readonly value: string
}

function parseAuthorization(header: string): ParsedSignature {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    )
  const [, accessKeyId = '', scope = '', signedHeaders = '', value = ''] = match ?? []
  if (!match)
    throw new AwsError(
      403,
      'IncompleteSignatureException',
      'Authorization header is not a complete signature.',
    )
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(';'), value }
}

/** `<date>/<region>/<service>/aws4_request`, and at least the host is signed. */
function checkScope({ scope, signedHeaders }: ParsedSignature, date: string, service: string): void {
  const [day, region, named, end] = scope.split('/')
  const right = day === date.slice(0, 8) && region && named === service && end === 'aws4_request'
  if (right && signedHeaders.includes('host')) return
  throw new AwsError(
    403,
    'InvalidSignatureException',
    `Credential should be scoped to correct service: '${service}', and the host header signed.`,
  )
}

function sign(
  request: IncomingMessage,
  body: Buffer,
  signature: ParsedSignature,
  secret: string,
  date: string,
): string {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const canonicalRequest = [
    request.method,
    path.split('/').map(encodeStrictly).join('/'),
    canonicalQuery(query),
    ...signature.signedHeaders.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signature.signedHeaders.join(';'),
    sha256(body),
  ].join('\n')
  const stringToSign = ['AWS4-HMAC-SHA256', date, signature.scope, sha256(canonicalRequest)].join('\n')
  const key = signature.scope
    .split('/')
    .reduce<Buffer | string>((parent, part) => hmac(parent, part), `AWS4${secret}`)
  return hmac(key, stringToSign).toString('hex')
}

/** Every service but S3 encodes the path, which is encoded already, once more. */
function encodeStrictly(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`)
    .sort()
    .join('&')
}

/** `20261123T074500Z` to milliseconds since the epoch; NaN when it is no such date. */
function parseAmzDate(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest()
