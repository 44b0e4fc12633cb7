import { exchangeWhole } from '../http/call.ts'
import type { CallLimits } from '../http/deadlines.ts'
import type { Transport } from '../http/transport.ts'
import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import type { BedrockPorts } from './adapter.ts'
import { createAwsAuthorizer } from './authorize.ts'
import { createClockCorrection } from './clock-skew.ts'
import { createCredentialSource } from './credentials/source.ts'
import { parseBedrockError } from './errors.ts'

export interface ObjectToPut {
  readonly bucket: string
  readonly region: string
  /** Undefined: Amazon's own. */
  readonly endpoint?: string | undefined
  readonly key: string
  readonly contentType: string
  readonly body: string
  /** Credentials as models give them. */
  readonly params: Target['params']
}

export interface ObjectWriter {
  /** Puts one object in one piece. Rejects with `ProviderError` only. */
  put(object: ObjectToPut, limits: CallLimits): Promise<void>
}

/** Writes to S3 and what speaks its language (PutObject of the S3 API). */
export function createObjectWriter(transport: Transport, ports: BedrockPorts): ObjectWriter {
  const aws = createAwsAuthorizer({
    service: 's3',
    takesKeys: false,
    env: ports.env,
    credentials: ports.credentials ?? createCredentialSource({ now: ports.now, env: ports.env }),
    clock: createClockCorrection(ports.now),
  })
  return {
    async put(object, limits) {
      const { region, params, contentType, body } = object
      const target = { provider: 's3', model: object.bucket, params, dropParams: false }
      const unsigned = {
        method: 'PUT' as const,
        url: urlOf(object),
        headers: { 'content-type': contentType },
        body: Buffer.from(body),
      }
      const build = async (signal: AbortSignal): Promise<BuiltCall> => {
        const headers = await aws.authorize(unsigned, target, region, signal)
        return { target, stream: false, warnings: [], request: { ...unsigned, headers } }
      }
      const adapter = {
        parseError: parseBedrockError,
        recover(call: BuiltCall, response: HttpResponse) {
          return aws.recover(call, response, bodyText(response.body), region)
        },
      }
      await exchangeWhole(transport, { adapter, target, limits, build })
    },
  }
}

/** Buckets with dots have no certificate of their own. */
function urlOf({ bucket, region, endpoint, key }: ObjectToPut): string {
  const path = key.split('/').map(encodeKey).join('/')
  if (endpoint !== undefined) return `${endpoint}/${bucket}/${path}`
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return bucket.includes('.')
    ? `https://s3.${region}.${domain}/${bucket}/${path}`
    : `https://${bucket}.s3.${region}.${domain}/${path}`
}

/** Signatures want encoded what JavaScript leaves. */
function encodeKey(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
