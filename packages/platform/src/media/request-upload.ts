import { createHash, randomUUID } from 'node:crypto'
import { KansokuError, type MediaUploadRequest } from '@kansoku/contracts'
import { media, mediaReferences } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { isUploaded, type Media, type MediaContext } from './media.ts'
import { removeMediaOfTraces } from './remove-media.ts'

interface UploadRequest {
  readonly projectId: string
  readonly request: MediaUploadRequest
}

/**
 * Takes note of a file and of where it lies. Resolves with its id, and with the file when its bytes are wanted: not
 * when they are there already, and not for a deleted trace. Throws `not_found` for a dataset item.
 */
export async function requestUpload(
  ctx: MediaContext,
  { projectId, request }: UploadRequest,
): Promise<{ mediaId: string; awaited: Media | undefined }> {
  const { traceId, observationId, field } = request
  // Datasets do not exist yet.
  if (!traceId) throw new KansokuError('not_found', `Dataset item ${request.datasetItemId} not found`)
  const mediaId = mediaIdOf(request.sha256Hash)
  const file = await ctx.metadata.db.transaction(async (tx) => {
    const noted = await noteFile(tx, { projectId, mediaId, request, now: ctx.clock.now() })
    const place = { traceId, observationId: observationId ?? '', field, mediaId }
    await tx
      .insert(mediaReferences)
      .values({ projectId, id: referenceId(place), ...place })
      .onConflictDoNothing()
    return noted
  })
  // Only now: a deletion that has not left its mark yet finds what was noted above.
  const deleted = await ctx.ingestion.findDeletedTraces(projectId, [traceId])
  if (deleted.length > 0) {
    await removeMediaOfTraces(ctx, { projectId, traceIds: deleted })
    return { mediaId, awaited: undefined }
  }
  return { mediaId, awaited: isUploaded(file) ? undefined : file }
}

/** SDKs reckon it themselves and write it into the trace before they ask. Source: `langfuse-behaviours` section 7. */
function mediaIdOf(sha256: string): string {
  return Buffer.from(sha256, 'base64').toString('base64url').slice(0, 22)
}

function referenceId(place: Readonly<Record<string, string>>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.values(place)))
    .digest('base64url')
}

interface FileNote {
  readonly projectId: string
  readonly mediaId: string
  readonly request: MediaUploadRequest
  readonly now: Date
}

async function noteFile(tx: Transaction, { projectId, mediaId, request, now }: FileNote): Promise<Media> {
  const { contentType, contentLength, sha256Hash } = request
  const isThis = and(eq(media.projectId, projectId), eq(media.id, mediaId))
  await tx
    .insert(media)
    .values({
      projectId,
      id: mediaId,
      blobKey: `media/${projectId}/${mediaId}/${randomUUID()}`,
      sha256: sha256Hash,
      contentType,
      contentLength,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing({ target: [media.projectId, media.id] })
  const [known] = await tx.select().from(media).where(isThis).for('update')
  if (known?.sha256 !== sha256Hash) {
    throw new KansokuError('conflict', `Media ${mediaId} has another SHA-256 hash`)
  }
  // The bytes are the same; what the last client calls them counts, and their length until they are there.
  const length = isUploaded(known) ? known.contentLength : contentLength
  if (known.contentType === contentType && known.contentLength === length) return known
  const changes = { contentType, contentLength: length, updatedAt: now }
  await tx.update(media).set(changes).where(isThis)
  return { ...known, ...changes }
}
