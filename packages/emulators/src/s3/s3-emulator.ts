import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { AwsError } from '../aws/aws-error.ts'
import { emulatorIdentity, identityFinder, type KnownIdentities } from '../aws/identity.ts'
import { applyBeforeAnswer, FaultPlan } from '../http/faults.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'
import { remember } from '../http/recent-calls.ts'
import { answer } from './answer.ts'
import { authenticate } from './authenticate.ts'
import { Bucket } from './bucket.ts'
import { parseCall, parseTarget, type RequestTarget, type S3Call } from './call.ts'
import { readPayload } from './payload.ts'
import { sendObject } from './send-object.ts'
import type { StoredObject } from './stored-object.ts'
import { errorDocument } from './xml.ts'

export interface S3EmulatorOptions {
  /** Default one, `kansoku`. */
  readonly buckets?: readonly string[]
  /** Who may call, or how to find out; default one identity, `emulatorIdentity`. */
  readonly identities?: KnownIdentities
  /** The region that signatures have to name; default `us-east-1`. */
  readonly region?: string
  /** Without it, HeadBucket is denied, and so is reading a key that does not exist. Default true. */
  readonly mayListBucket?: boolean
  /** Milliseconds since the epoch, for signatures and times of change; default the system clock. */
  readonly now?: () => number
}

export interface S3Emulator extends LoopbackServer {
  /** The last thousand calls whose signature was right, in order. */
  readonly calls: readonly S3Call[]
  /** Faults by operation in the place of the model: `PutObject`, `UploadPart` … */
  readonly faults: FaultPlan
  objects(bucket?: string): ReadonlyMap<string, StoredObject>
  /** How many multipart uploads were begun and neither completed nor aborted. */
  pendingUploads(bucket?: string): number
}

/**
 * S3 in memory: objects by key and range, in one piece or in parts, with signatures in headers and in URLs, checksums
 * and faults on demand.
 */
export async function startS3Emulator(options: S3EmulatorOptions = {}): Promise<S3Emulator> {
  const { region = 'us-east-1', mayListBucket = true, now = Date.now } = options
  const buckets = new Map((options.buckets ?? ['kansoku']).map((name) => [name, new Bucket(now)]))
  const findIdentity = identityFinder(options.identities ?? [emulatorIdentity])
  const calls: S3Call[] = []
  const faults = new FaultPlan()

  const findBucket = (name: string): Bucket => {
    const bucket = buckets.get(name)
    if (bucket) return bucket
    throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist')
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    target: RequestTarget,
  ): Promise<void> {
    const body = await readBody(request)
    const signedHash = authenticate(request, target, { findIdentity, region, now })
    const call = parseCall(request, target)
    remember(calls, call)
    const fault = faults.take(call.operation)
    if (fault?.kind === 'status' && fault.body === undefined) throw faultError(fault.status)
    if (fault && applyBeforeAnswer(fault, request, response)) return
    if (fault?.kind === 'slow') await delay(fault.firstChunkMs)
    const bucket = findBucket(call.bucket)
    const reads = call.operation === 'GetObject' || call.operation === 'HeadObject'
    if (!mayListBucket && (call.operation === 'HeadBucket' || (reads && !bucket.objects.has(call.key)))) {
      throw new AwsError(403, 'AccessDenied', 'Access Denied')
    }
    const content = readPayload(request.headers, body, signedHash)
    await sendObject(response, answer(call, bucket, content), fault)
  }

  const server = await listenOnLoopback(async (request, response) => {
    const target = parseTarget(request.url ?? '')
    await serve(request, response, target).catch((error: unknown) => {
      if (!(error instanceof AwsError)) throw error
      sendError(request, response, error, target.path)
    })
  })
  return {
    ...server,
    calls,
    faults,
    objects: (bucket = 'kansoku') => findBucket(bucket).objects,
    pendingUploads: (bucket = 'kansoku') => findBucket(bucket).uploads.size,
  }
}

function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: AwsError,
  resource: string,
): void {
  // Answers to HEAD have no body, so their reader sees the status only.
  const xml = request.method === 'HEAD' ? undefined : errorDocument(error, resource)
  response.writeHead(error.status, { 'content-type': 'application/xml' }).end(xml)
}

const faultErrors: Readonly<Record<number, readonly [type: string, message: string]>> = {
  403: ['AccessDenied', 'Access Denied'],
  500: ['InternalError', 'We encountered an internal error. Please try again.'],
  503: ['SlowDown', 'Please reduce your request rate.'],
  507: ['XMinioStorageFull', 'Storage backend has reached its minimum free drive threshold.'],
}

function faultError(status: number): AwsError {
  const [type, message] = faultErrors[status] ?? ['Emulated', `Emulated status ${status}.`]
  return new AwsError(status, type, message)
}
