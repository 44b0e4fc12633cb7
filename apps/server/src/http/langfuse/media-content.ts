import { KansokuError } from '@kansoku/contracts'
import { findByBlob, isUploaded, receiveUpload } from '@kansoku/platform'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Door, ServerContext } from '../../context.ts'
import { parseRequest } from '../parse-request.ts'
import { sendFile } from '../send-file.ts'
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

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
