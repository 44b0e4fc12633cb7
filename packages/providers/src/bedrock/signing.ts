import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '../spec/adapter.ts'
import type { AwsCredentials } from './credentials/load.ts'

type Data = string | ArrayBuffer | ArrayBufferView

/** SHA-256 of node:crypto in the shape that the signer asks for. */
class NodeSha256 {
  private readonly secret: Data | undefined
  private state: Hash | Hmac

  constructor(secret?: Data) {
    this.secret = secret
    this.state = this.start()
  }

  update(data: Data): void {
    this.state.update(toBytes(data))
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.state.digest())
  }

  reset(): void {
    this.state = this.start()
  }

  private start(): Hash | Hmac {
    return this.secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(this.secret))
  }
}

function toBytes(data: Data): string | Uint8Array {
  if (typeof data === 'string') return data
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return new Uint8Array(data)
}

export interface SigningScope {
  readonly service: string
  readonly region: string
  readonly credentials: AwsCredentials
  readonly date: Date
}

/**
 * The request's headers with AWS's signature (SigV4) in them. The path of the URL is encoded once more for the
 * signature, as every service but S3 wants it.
 */
export async function signRequest(
  request: HttpRequest,
  { service, region, credentials, date }: SigningScope,
): Promise<Record<string, string>> {
  const { protocol, hostname, host, pathname } = new URL(request.url)
  const signer = new SignatureV4({ service, region, credentials, sha256: NodeSha256 })
  const signed = await signer.sign(
    {
      method: request.method,
      protocol,
      hostname,
      path: pathname,
      query: {},
      headers: { ...request.headers, host },
      body: request.body,
    },
    { signingDate: date },
  )
  return signed.headers
}
