import type { IncomingMessage } from 'node:http'
import { AwsError } from './aws-error.ts'
import type { AwsIdentity } from './identity.ts'
import {
  type ClaimedSignature,
  canonicalQuery,
  encodeStrictly,
  isSignedWith,
  parseAmzDate,
  parseAuthorization,
  sha256,
} from './signature.ts'

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
  if (!signature) {
    const message = 'Authorization header is not a complete signature.'
    throw new AwsError(403, 'IncompleteSignatureException', message)
  }
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
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const parts = {
    // Every service but S3 encodes the path, which is encoded already, once more.
    path: path.split('/').map(encodeStrictly).join('/'),
    query: canonicalQuery(new URLSearchParams(query)),
    payloadHash: sha256(body),
    date,
  }
  if (!isSignedWith(identity.secretAccessKey, request, signature, parts)) {
    const message = 'The request signature we calculated does not match the signature you provided.'
    throw new AwsError(403, 'InvalidSignatureException', message)
  }
}

/** `<date>/<region>/<service>/aws4_request`, and at least the host is signed. */
function checkScope({ scope, signedHeaders }: ClaimedSignature, date: string, service: string): void {
  const [day, region, named, end] = scope.split('/')
  const right = day === date.slice(0, 8) && region && named === service && end === 'aws4_request'
  if (right && signedHeaders.includes('host')) return
  throw new AwsError(
    403,
    'InvalidSignatureException',
    `Credential should be scoped to correct service: '${service}', and the host header signed.`,
  )
}
