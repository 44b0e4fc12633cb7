import type { IncomingMessage } from 'node:http'
import { giveBack } from '@kansoku/providers'
import { badRequest, HttpError } from './http-error.ts'

/** What is left of a body that is too big is read and forgotten, up to this much, so that the answer arrives. */
const mostDiscarded = 1024 * 1024 * 1024

export interface ReadObject {
  readonly value: Readonly<Record<string, unknown>>
  /** Length of what was sent. */
  readonly bytes: number
  /** What was sent, where it is JSON. */
  readonly json?: Buffer
}

/**
 * Reads a JSON object.
 * @throws {HttpError} 413 above the limit, 400 for anything that is not a JSON object
 */
export async function readJsonObject(
  request: IncomingMessage,
  maxBytes: number,
): Promise<ReadObject['value']> {
  return (await readMeasuredObject(request, maxBytes)).value
}

/** The same, with its size. */
export async function readMeasuredObject(request: IncomingMessage, maxBytes: number): Promise<ReadObject> {
  const bytes = await readBytes(request, maxBytes)
  if (bytes.length === 0) throw badRequest('The body is empty. Send a JSON object.')
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw badRequest(`Invalid JSON in the body: ${error instanceof Error ? error.message : error}.`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw badRequest('The body is valid JSON but not an object.')
  }
  return { value: value as ReadObject['value'], bytes: bytes.length, json: bytes }
}

const peeked = new WeakMap<IncomingMessage, Buffer>()

/**
 * Reads a body that decides which door it is for, and is read there again.
 * @throws {HttpError} 413 above the limit
 */
export async function peekBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const bytes = await readBytes(request, maxBytes)
  peeked.set(request, bytes)
  return bytes
}

/** @throws {HttpError} 413 above the limit */
export function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const known = peeked.get(request)
  if (known) return Promise.resolve(known)
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > maxBytes) {
    discard(request)
    return Promise.reject(tooLarge(maxBytes))
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) {
        chunks.push(chunk)
        return
      }
      request.off('data', onData)
      discard(request)
      reject(tooLarge(maxBytes))
    }
    request.on('data', onData)
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : join(chunks, size)))
    request.on('error', () =>
      reject(new HttpError(499, 'invalid_request_error', 'The client closed the connection.')),
    )
  })
}

/** Into memory of its own. That of the pieces is given back, where it holds nothing else. */
function join(chunks: readonly Buffer[], size: number): Buffer {
  const joined = Buffer.allocUnsafeSlow(size)
  let end = 0
  for (const chunk of chunks) {
    end += chunk.copy(joined, end)
    giveBack(chunk)
  }
  return joined
}

function discard(request: IncomingMessage): void {
  let size = 0
  request.on('error', () => undefined)
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > mostDiscarded) request.destroy()
  })
}

function tooLarge(maxBytes: number): HttpError {
  const limit = Math.round((maxBytes / 1024 / 1024) * 10) / 10
  return new HttpError(
    413,
    'invalid_request_error',
    `The request body is larger than ${limit} MB. Send less, or raise KANSOKU_MAX_REQUEST_MB of the gateway.`,
  )
}
