import { KansokuError } from '@kansoku/contracts'
import type { Media } from '@kansoku/platform'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { byteRange } from './byte-range.ts'
import { contentSecurityPolicy, dispositionOf } from './media-safety.ts'

/** Sends the bytes of a file. Players seek in audio and video, so ranges are served. */
export async function sendFile(
  { blobs }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  file: Media,
): Promise<FastifyReply> {
  const { contentType, contentLength, blobKey } = file
  reply
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=3600, immutable')
    .header('content-disposition', dispositionOf(contentType))
    .header('content-security-policy', contentSecurityPolicy)
  const range = byteRange(request.headers.range, contentLength)
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${contentLength}`).send()
  }
  const content = await blobs.get(blobKey, range)
  if (!content) throw new KansokuError('not_found', 'Media not found')
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${contentLength}`)
  return reply
    .header('content-type', contentType)
    .header('content-length', range ? range.end - range.start + 1 : contentLength)
    .send(content)
}
