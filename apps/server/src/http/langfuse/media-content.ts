import { KansokuError } from '@kansoku/contracts'
import { findByBlob, isUploaded, type Media, receiveUpload } from '@kansoku/platform'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Door, ServerContext } from '../../context.ts'
import { parseRequest } from '../parse-request.ts'
import { byteRange } from './byte-range.ts'
import { contentSecurityPolicy, dispositionOf } from './media-safety.ts'
import { mediaContentPath, requireSignature } from './media-urls.ts'

const params = z.object({ '*': z.string().min(1) })
const query = z.object({ expires: z.string().regex(/^\d{1,12}$/), signature: z.string() })

/** Takes and serves the bytes of files where clients cannot reach the store. The signature of the URL lets them in. */
export const mediaContentRoutes: Door = (context) => async (app) => {
  app.removeAllContentTypeParsers()
  // As a stream: a file may be larger than what fits into memory.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  const url = `${mediaContentPath}/*`

  app.put(url, async (request, reply) => {
    const { headers } = request
    await receiveUpload(context, {
      blobKey: signedKey(context, request, 'PUT'),
      contentType: headers['content-type'],
      contentLength: headers['content-length'] === undefined ? undefined : Number(headers['content-length']),
      sha256: textOf(headers['x-amz-checksum-sha256']),
      content: request.raw,
    })
    return reply.code(200).send()
  })

  app.get(url, async (request, reply) => {
    const file = await findByBlob(context, signedKey(context, request, 'GET'))
    if (!file || !isUploaded(file)) throw new KansokuError('not_found', 'Media not found')
    return sendFile(context, request, reply, file)
  })
}

function signedKey(context: ServerContext, request: FastifyRequest, method: 'PUT' | 'GET'): string {
  const { '*': blobKey } = parseRequest(params, request.params)
  const { expires, signature } = parseRequest(query, request.query)
  requireSignature(context, { method, blobKey, expires }, signature)
  return blobKey
}

/** Players seek in audio and video, so ranges are served. */
async function sendFile({ blobs }: ServerContext, request: FastifyRequest, reply: FastifyReply, file: Media) {
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

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
