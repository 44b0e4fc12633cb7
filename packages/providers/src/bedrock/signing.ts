import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '../spec/adapter.ts'
import type { AwsCredentials } from './credentials/aws-credentials.ts'

type Data = string | ArrayBuffer | ArrayBufferView

/** SHA-256 of node:crypto in the shape that the signer asks for; an HMAC when it is given a secret. */
class NodeSha256 {
  private readonly secret: Data | undefined
  private readonly pieces: Uint8Array[] = []

  constructor(secret?: Data) {
    this.secret = secret
  }

  update(data: Data): void {
    this.pieces.push(toBytes(data))
  }

  digest(): Promise<Uint8Array> {
    const [only = EMPTY] = this.pieces
    const message = this.pieces.length > 1 ? Buffer.concat(this.pieces) : only
    if (this.secret === undefined) return Promise.resolve(hash('sha256', message, 'buffer'))
    return Promise.resolve(createHmac('sha256', toKey(this.secret)).update(message).digest())
  }

  reset(): void {
    this.pieces.length = 0
  }
}

const EMPTY = new Uint8Array()
const keys = new WeakMap<object, KeyObject>()

/** Bytes as a key cost node:crypto six times a key object; the signer uses the same bytes all day. */
function toKey(secret: Data): string | KeyObject {
  if (typeof secret === 'string') return secret
  const known = keys.get(secret)
  if (known) return known
  const key = createSecretKey(toBytes(secret))
  keys.set(secret, key)
  return key
}

function toBytes(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8')
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return new Uint8Array(data)
}

export interface SigningScope {
  readonly service: string
  readonly region: string
  readonly credentials: AwsCredentials
  readonly date: Date
  /** S3 signs the path as it is, and the digest of the body in a header of its own. */
  readonly isS3?: boolean
}

/**
 * The request's headers with AWS's signature (SigV4) in them. The path of the URL is encoded once more for the
 * signature, as every service but S3 wants it.
 */
export async function signRequest(
  request: HttpRequest,
  { service, region, credentials, date, isS3 = false }: SigningScope,
): Promise<Record<string, string>> {
  const { protocol, hostname, host, pathname, searchParams } = new URL(request.url)
  const form = { uriEscapePath: !isS3, applyChecksum: isS3 }
  const signer = new SignatureV4({ service, region, credentials, sha256: NodeSha256, ...form })
  const signed = await signer.sign(
    {
      method: request.method,
      protocol,
      hostname,
      path: pathname,
      query: queryOf(searchParams),
      headers: { ...request.headers, host },
      body: request.body,
    },
    { signingDate: date },
  )
  return signed.headers
}

function queryOf(parameters: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]))
}
