import { createHmac, timingSafeEqual } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import { downloadSeconds, type Media, uploadSeconds } from '@kansoku/platform'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { dispositionOf } from '../media-safety.ts'

/** Where the server itself takes and serves files. */
export const mediaContentPath = '/api/public/media-content'

interface MediaUrls {
  /** For one PUT of the bytes of a file. */
  upload(request: FastifyRequest, file: Media): Promise<string>
  download(request: FastifyRequest, file: Media): Promise<string>
}

/** Signed URLs of the store, or of this server under the host that the client used, where the store has none. */
export function createMediaUrls(context: ServerContext): MediaUrls {
  const { blobs, clock } = context
  const own = (
    method: 'PUT' | 'GET',
    { protocol, host }: FastifyRequest,
    { blobKey }: Media,
    seconds: number,
  ) => {
    const expires = String(Math.floor(clock.now().getTime() / 1000) + seconds)
    const signature = sign(context, { method, blobKey, expires })
    const path = blobKey.split('/').map(encodeURIComponent).join('/')
    const query = new URLSearchParams({ expires, signature })
    return `${protocol}://${host}${context.config.basePath}${mediaContentPath}/${path}?${query}`
  }
  return {
    upload: async (request, file) =>
      blobs.urls
        ? blobs.urls.upload(file.blobKey, {
            contentType: file.contentType,
            bytes: file.contentLength,
            sha256: file.sha256,
            expiresInSeconds: uploadSeconds,
          })
        : own('PUT', request, file, uploadSeconds),
    download: async (request, file) =>
      blobs.urls
        ? blobs.urls.download(file.blobKey, {
            contentType: file.contentType,
            contentDisposition: dispositionOf(file.contentType),
            expiresInSeconds: downloadSeconds,
          })
        : own('GET', request, file, downloadSeconds),
  }
}

interface SignedUse {
  readonly method: 'PUT' | 'GET'
  readonly blobKey: string
  /** Seconds since 1970. */
  readonly expires: string
}

/** Throws `access_denied` unless the URL was made here for this use and still holds. */
export function requireSignature(context: ServerContext, use: SignedUse, signature: string): void {
  const expected = Buffer.from(sign(context, use))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new KansokuError('access_denied', 'The signature of the URL is not valid')
  }
  if (Number(use.expires) * 1000 < context.clock.now().getTime()) {
    throw new KansokuError('access_denied', 'The URL has expired', {
      remedy: 'Ask /api/public/media for a new one.',
    })
  }
}

function sign({ config }: ServerContext, { method, blobKey, expires }: SignedUse): string {
  return createHmac('sha256', config.sessionSecret)
    .update(JSON.stringify(['media-url', method, blobKey, expires]))
    .digest('base64url')
}
