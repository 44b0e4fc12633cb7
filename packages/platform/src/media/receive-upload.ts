import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { KansokuError } from '@kansoku/contracts'
import { media } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import type { Media, MediaContext } from './media.ts'

/** Bytes of a file as a client sends them. */
export interface Upload {
  readonly blobKey: string
  readonly contentType: string | undefined
  readonly contentLength: number | undefined
  /** Base64, when the client names it. */
  readonly sha256: string | undefined
  readonly content: Readable
}

/**
 * Stores the bytes of a file that was asked for; what was stored before stays when they are not those. Throws
 * `not_found` when nobody waits for them any more, `access_denied` when type or length differ from what was announced,
 * and `invalid_request` (`ChecksumMismatch`) when the hash does.
 */
export async function receiveUpload(ctx: MediaContext, upload: Upload): Promise<void> {
  const file = await findByBlob(ctx, upload.blobKey)
  if (!file) throw withdrawn()
  requireAnnounced(file, upload)
  await ctx.blobs.put(file.blobKey, Readable.from(verified(upload.content, file)))
  // Its trace may have been deleted while the bytes came in.
  if (await findByBlob(ctx, upload.blobKey)) return
  await ctx.blobs.delete(file.blobKey)
  throw withdrawn()
}

export async function findByBlob(ctx: PlatformContext, blobKey: string): Promise<Media | undefined> {
  const [file] = await ctx.metadata.db.select().from(media).where(eq(media.blobKey, blobKey))
  return file
}

function requireAnnounced(file: Media, { contentType, contentLength, sha256 }: Upload): void {
  if (contentType?.toLowerCase() !== file.contentType) {
    throw new KansokuError('access_denied', `The upload was announced as ${file.contentType}`)
  }
  if (contentLength !== file.contentLength) {
    throw new KansokuError('access_denied', `The upload was announced with ${file.contentLength} bytes`)
  }
  if (sha256 !== undefined && sha256 !== file.sha256) throw checksumMismatch()
}

/** Fails at the end of bytes that are not those of the file, so that they are never stored. */
async function* verified(content: AsyncIterable<Uint8Array>, file: Media) {
  const hash = createHash('sha256')
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('base64') !== file.sha256) throw checksumMismatch()
}

function checksumMismatch(): KansokuError {
  return new KansokuError('invalid_request', 'The bytes do not have the SHA-256 hash that was announced', {
    details: 'ChecksumMismatch',
  })
}

function withdrawn(): KansokuError {
  return new KansokuError('not_found', 'Nobody waits for this upload', {
    remedy: 'Its trace was deleted.',
  })
}
