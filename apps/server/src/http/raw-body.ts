import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib'
import { KansokuError } from '@kansoku/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ByteBudget } from './byte-budget.ts'
import { bodyTooLarge } from './errors.ts'

/** Bodies of telemetry are handed on as bytes: whoever reads them decides on which thread. */
export function acceptRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const decoders: Readonly<Record<string, Decompress>> = {
  gzip: promisify(gunzip) as Decompress,
  'x-gzip': promisify(gunzip) as Decompress,
  deflate: promisify(inflate) as Decompress,
  br: promisify(brotliDecompress) as Decompress,
  zstd: promisify(zstdDecompress) as Decompress,
}

/**
 * The bytes of a request, decompressed off the event loop. Throws `payload_too_large` for a body that grows beyond
 * the limit of its route and `invalid_request` for one that cannot be decompressed.
 */
export async function readRawBody(request: FastifyRequest, budget: ByteBudget): Promise<Buffer> {
  const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0)
  const encoding = String(request.headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding === 'identity' || encoding === '') return body
  const decompress = decoders[encoding]
  if (!decompress) {
    throw new KansokuError('unsupported_media_type', `Content-Encoding ${encoding} is not supported`, {
      remedy: `Use one of ${Object.keys(decoders).join(', ')} or none.`,
    })
  }
  try {
    const bytes = await decompress(body, { maxOutputLength: request.routeOptions.bodyLimit })
    budget.take(request, bytes.byteLength)
    return bytes
  } catch (error) {
    if (error instanceof KansokuError) throw error
    throw error instanceof RangeError
      ? bodyTooLarge(request, { decompressed: true, cause: error })
      : new KansokuError('invalid_request', 'Failed to decompress request body', { cause: error })
  }
}
