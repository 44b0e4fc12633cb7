import type { IncomingMessage } from 'node:http'
import { AwsError } from '../aws/aws-error.ts'
import type { AwsIdentity } from '../aws/identity.ts'
import {
  type ClaimedSignature,
  canonicalQuery,
  encodeStrictly,
  isSignedWith,
  parseAmzDate,
  parseAuthorization,
} from '../aws/signature.ts'
import type { RequestTarget } from './call.ts'

export interface S3AuthenticationOptions {
  readonly findIdentity: (accessKeyId: string) => AwsIdentity | undefined
  readonly region: string
  readonly now: () => number
}

interface Claim extends ClaimedSignature {
  readonly date: string
  readonly token: string | undefined
  /** Of the body in hex, or one of S3's words for a body that is not signed. */
  readonly payloadHash: string
}

const maxSkewMs = 15 * 60_000
const longestLifeSeconds = 604_800
const UNSIGNED = 'UNSIGNED-PAYLOAD'

/**
 * Checks the signature in the header or, of a presigned URL, in the query, as S3 does. Returns what was signed as hash
 * of the body.
 */
export function authenticate(
  request: IncomingMessage,
  { path, query }: RequestTarget,
  { findIdentity, region, now }: S3AuthenticationOptions,
): string {
  const presigned = query.has('X-Amz-Signature')
  const claim = presigned ? fromQuery(query, now()) : fromHeader(request, now())
  checkScope(claim, region, presigned)
  checkSignedHeaders(request, claim)
  const identity = findIdentity(claim.accessKeyId)
  if (!identity) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.'
    throw new AwsError(403, 'InvalidAccessKeyId', message)
  }
  if (claim.token !== identity.sessionToken) {
    throw new AwsError(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.')
  }
  if (identity.expiration && identity.expiration.getTime() <= now()) {
    throw new AwsError(400, 'ExpiredToken', 'The provided token has expired.')
  }
  const signed = isSignedWith(identity.secretAccessKey, request, claim, {
    path: path.split('/').map(decodeURIComponent).map(encodeStrictly).join('/'),
    query: canonicalQuery([...query].filter(([name]) => name !== 'X-Amz-Signature')),
    payloadHash: claim.payloadHash,
    date: claim.date,
  })
  if (signed) return claim.payloadHash
  const message = 'The request signature we calculated does not match the signature you provided.'
  throw new AwsError(403, 'SignatureDoesNotMatch', message)
}

function fromHeader(request: IncomingMessage, now: number): Claim {
  const { authorization, ...headers } = request.headers
  if (!authorization) throw denied('Access Denied')
  const signature = parseAuthorization(authorization)
  if (!signature) {
    throw new AwsError(400, 'AuthorizationHeaderMalformed', 'The authorization header is malformed.')
  }
  const date = String(headers['x-amz-date'] ?? '')
  if (!(Math.abs(parseAmzDate(date) - now) <= maxSkewMs)) {
    const message = 'The difference between the request time and the current time is too large.'
    throw new AwsError(403, 'RequestTimeTooSkewed', message)
  }
  const payloadHash = headers['x-amz-content-sha256']
  if (typeof payloadHash !== 'string') {
    const message = 'Missing required header for this request: x-amz-content-sha256'
    throw new AwsError(400, 'InvalidRequest', message)
  }
  return { ...signature, date, payloadHash, token: text(headers['x-amz-security-token']) }
}

function fromQuery(query: URLSearchParams, now: number): Claim {
  const get = (name: string) => query.get(`X-Amz-${name}`) ?? ''
  const [, accessKeyId = '', scope = ''] = /^([^/]+)\/(.+)$/.exec(get('Credential')) ?? []
  const start = parseAmzDate(get('Date'))
  const seconds = Number(get('Expires'))
  const wellFormed = get('Algorithm') === 'AWS4-HMAC-SHA256' && scope !== '' && !Number.isNaN(start)
  if (!wellFormed || !(seconds > 0 && seconds <= longestLifeSeconds)) {
    const message = `Query-string authentication needs an algorithm, a credential, a date, and X-Amz-Expires of at most ${longestLifeSeconds}.`
    throw new AwsError(400, 'AuthorizationQueryParametersError', message)
  }
  if (start - now > maxSkewMs) throw denied('Request is not yet valid')
  if (start + seconds * 1000 <= now) throw denied('Request has expired')
  return {
    accessKeyId,
    scope,
    signedHeaders: get('SignedHeaders').split(';'),
    value: get('Signature'),
    date: get('Date'),
    token: query.get('X-Amz-Security-Token') ?? undefined,
    payloadHash: query.get('X-Amz-Content-Sha256') ?? UNSIGNED,
  }
}

function checkScope({ scope, date }: Claim, region: string, presigned: boolean): void {
  if (scope === `${date.slice(0, 8)}/${region}/s3/aws4_request`) return
  const type = presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed'
  const message = `The credential '${scope}' is wrong; expecting the day of the request, '${region}', 's3' and 'aws4_request'.`
  throw new AwsError(400, type, message)
}

/** What S3 acts on has to be signed: the host and all of its own headers. */
function checkSignedHeaders(request: IncomingMessage, { signedHeaders }: Claim): void {
  const own = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))
  const unsigned = ['host', ...own].filter((name) => !signedHeaders.includes(name))
  if (unsigned.length === 0) return
  throw denied(`There were headers present in the request which were not signed: ${unsigned.join(', ')}`)
}

const denied = (message: string) => new AwsError(403, 'AccessDenied', message)
const text = (header: string | string[] | undefined) => (header === undefined ? undefined : String(header))
