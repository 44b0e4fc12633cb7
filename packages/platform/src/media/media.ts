import { KansokuError } from '@kansoku/contracts'
import { type BlobStore, media, mediaReferences } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

export type Media = typeof media.$inferSelect

/** What verbs need that look after files beside telemetry. */
export interface MediaContext extends PlatformContext {
  readonly blobs: BlobStore
  /** The deletion marks of telemetry. */
  readonly ingestion: {
    findDeletedTraces(projectId: string, traceIds: readonly string[]): Promise<readonly string[]>
  }
}

export interface MediaKey {
  readonly projectId: string
  readonly mediaId: string
}

export const uploadSeconds = 3600
export const downloadSeconds = 3600

/** Whether the bytes are there, as far as it was reported. */
export function isUploaded(file: Media): boolean {
  return file.uploadedAt !== null && (file.uploadHttpStatus === 200 || file.uploadHttpStatus === 201)
}

/** Throws `not_found`. */
export async function requireMedia(ctx: PlatformContext, { projectId, mediaId }: MediaKey): Promise<Media> {
  const [file] = await ctx.metadata.db
    .select()
    .from(media)
    .where(and(eq(media.projectId, projectId), eq(media.id, mediaId)))
  if (!file) throw new KansokuError('not_found', 'Media not found')
  return file
}

/** A file whose bytes are there. Throws `not_found`. */
export async function getMedia(ctx: PlatformContext, key: MediaKey): Promise<Media> {
  const file = await requireMedia(ctx, key)
  if (isUploaded(file)) return file
  throw new KansokuError('not_found', 'Media not found', { remedy: 'It was not uploaded yet.' })
}

/** Likewise, of those that a trace or one of its observations refers to. */
export async function getMediaOfTrace(
  ctx: PlatformContext,
  { traceId, ...key }: MediaKey & { readonly traceId: string },
): Promise<Media> {
  const [reference] = await ctx.metadata.db
    .select({ id: mediaReferences.id })
    .from(mediaReferences)
    .where(
      and(
        eq(mediaReferences.projectId, key.projectId),
        eq(mediaReferences.mediaId, key.mediaId),
        eq(mediaReferences.traceId, traceId),
      ),
    )
    .limit(1)
  if (!reference) throw new KansokuError('not_found', 'Media not found')
  return getMedia(ctx, key)
}
