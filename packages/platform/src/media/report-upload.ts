import { KansokuError, type MediaUploadReport } from '@kansoku/contracts'
import { media } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { isUploaded, type MediaContext, type MediaKey, requireMedia } from './media.ts'

/**
 * Keeps how an upload ended. Throws `not_found`, and `unprocessable` for a success of which the store knows nothing.
 * A failure does not take back bytes that another client has uploaded.
 */
export async function reportUpload(
  ctx: MediaContext,
  { report, ...key }: MediaKey & { report: MediaUploadReport },
): Promise<void> {
  const file = await requireMedia(ctx, key)
  const told = {
    uploadedAt: new Date(report.uploadedAt),
    uploadHttpStatus: report.uploadHttpStatus,
    uploadHttpError: report.uploadHttpError || null,
  }
  const succeeded = isUploaded({ ...file, ...told })
  if (!succeeded && isUploaded(file)) return
  if (succeeded) {
    const stored = await ctx.blobs.head(file.blobKey)
    if (stored?.bytes !== file.contentLength) {
      throw new KansokuError('unprocessable', `The bytes of media ${key.mediaId} have not arrived`, {
        remedy: 'Ask for another upload URL and upload them again.',
      })
    }
  }
  await ctx.metadata.db
    .update(media)
    .set({ ...told, updatedAt: ctx.clock.now() })
    .where(and(eq(media.projectId, key.projectId), eq(media.id, key.mediaId)))
}
