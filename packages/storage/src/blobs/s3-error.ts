import { StorageFullError, StorageUnavailableError } from '../errors.ts'
import { hostOf, type S3BlobsOptions } from './s3-options.ts'

const EMBEDDED = 'Or start with --embedded to keep files in a folder.'
const CREDENTIALS = `Check the access key and its secret, and that they belong to this storage. ${EMBEDDED}`
const REGION = `Check the bucket's region and the endpoint. ${EMBEDDED}`
const NO_BUCKET = `Check the bucket's name, the region and the endpoint, or create the bucket. ${EMBEDDED}`

/** What S3 refuses for reasons of the installation, by code: what to check. */
const remedies: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  InvalidToken: CREDENTIALS,
  ExpiredToken: `Renew the session token, or let the credentials come from AWS's default chain. ${EMBEDDED}`,
  RequestTimeTooSkewed: 'Set the clock of this machine: requests are signed with the time.',
  AuthorizationHeaderMalformed: REGION,
  PermanentRedirect: REGION,
  NoSuchBucket: NO_BUCKET,
  // HeadBucket of the same.
  NotFound: NO_BUCKET,
  InvalidBucketName: `Check the bucket's name. ${EMBEDDED}`,
}
const ACCESS = `Check the credentials, the bucket's name and the policy: it has to allow s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on the prefix and s3:ListBucket on the bucket (without it, S3 denies reading a key that does not exist), and with aws:kms the use of the key. ${EMBEDDED}`
const UNREACHABLE = `Check that the storage runs and that its endpoint is right and can be reached from this machine. ${EMBEDDED}`
const BUSY = 'Try again later. If it stays so, look at the state and the logs of the storage.'
const NO_CREDENTIALS = `Set an access key and its secret, or give this machine a role or a profile. ${EMBEDDED}`

interface S3Failure {
  readonly name: string
  /** Of the network: `ECONNREFUSED` … */
  readonly code: string | undefined
  readonly status: number | undefined
}

/** Runs requests to a bucket and turns the storage's refusals into errors of ours. */
export async function inBucket<T>(options: S3BlobsOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStorageError(options, error) ?? error
  }
}

/** Undefined for failures that are none. */
export async function orUndefined<T>(
  isNone: (error: unknown) => boolean,
  work: Promise<T>,
): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (isNone(error)) return undefined
    throw error
  }
}

export function isMissingKey(error: unknown): boolean {
  const { name, status } = readFailure(error)
  // Answers to HEAD carry no code.
  return name === 'NoSuchKey' || (name === 'NotFound' && status === 404)
}

export function readFailure(error: unknown): S3Failure {
  const { name, code, $metadata } = error as {
    readonly name?: string
    readonly code?: unknown
    readonly $metadata?: { readonly httpStatusCode?: number }
  }
  return {
    name: name ?? '',
    // Node's own errors of use are none of the network.
    code: typeof code === 'string' && !/^ERR_(?!TLS|SSL)/.test(code) ? code : undefined,
    status: $metadata?.httpStatusCode,
  }
}

function toStorageError(options: S3BlobsOptions, error: unknown) {
  const failure = readFailure(error)
  const place = `The bucket ${options.bucket} at ${hostOf(options)}`
  const { name, code, status } = failure
  const unavailable = (what: string, remedy: string) =>
    new StorageUnavailableError(`${place} ${what}.`, remedy, error)
  if (name === 'CredentialsProviderError') return unavailable('has no credentials here', NO_CREDENTIALS)
  if (status === undefined) {
    const network = code ?? (name === 'TimeoutError' ? 'ETIMEDOUT' : undefined)
    return network === undefined ? undefined : unavailable(`cannot be reached (${network})`, UNREACHABLE)
  }
  if (status === 507 || name === 'QuotaExceeded')
    return new StorageFullError(`the bucket ${options.bucket}`, error)
  const reason =
    /^[A-Z][A-Za-z.]+$/.test(name) && !/^(Unknown|Error$)/.test(name) ? `${name}, ${status}` : status
  if (status >= 500 || status === 429 || name === 'RequestTimeout') {
    return unavailable(`does not answer as it should (${reason})`, BUSY)
  }
  const remedy = remedies[name]
  if (remedy) return unavailable(`refuses the request (${reason})`, remedy)
  if (status === 301 || status === 307) return unavailable(`is elsewhere (${reason})`, REGION)
  if (status === 401 || status === 403 || name.startsWith('KMS.')) {
    return unavailable(`refuses access (${reason})`, ACCESS)
  }
  return undefined
}
