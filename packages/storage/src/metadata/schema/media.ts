import { bigint, foreignKey, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, kansoku, updatedAt } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

/** Files that clients upload beside telemetry. */
export const media = kansoku.table(
  'media',
  {
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Begins the hash: equal bytes have one id within a project. */
    id: text('id').notNull(),
    /** Of the blob. Never used twice, so that what removes a blob late never meets a later upload. */
    blobKey: text('blob_key').notNull().unique(),
    /** Of the bytes, base64. */
    sha256: text('sha256').notNull(),
    contentType: text('content_type').notNull(),
    contentLength: bigint('content_length', { mode: 'number' }).notNull(),
    /** When and how the upload ended, as the client reported it; null: not yet. */
    uploadedAt: instant('uploaded_at'),
    uploadHttpStatus: integer('upload_http_status'),
    uploadHttpError: text('upload_http_error'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index('media_created_at').on(table.projectId, table.createdAt),
  ],
)

/** Where a file lies: a field of a trace, or of one of its observations (empty: of the trace itself). */
export const mediaReferences = kansoku.table(
  'media_references',
  {
    projectId: text('project_id').notNull(),
    /** Hash of the columns below: two ids of a client together can be longer than a key of an index may be. */
    id: text('id').notNull(),
    mediaId: text('media_id').notNull(),
    traceId: text('trace_id').notNull(),
    observationId: text('observation_id').notNull(),
    field: text('field').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    foreignKey({
      name: 'media_references_media',
      columns: [table.projectId, table.mediaId],
      foreignColumns: [media.projectId, media.id],
    }).onDelete('cascade'),
    index('media_references_media_id').on(table.projectId, table.mediaId),
    index('media_references_trace_id').using('hash', table.traceId),
  ],
)

/** Blobs that nothing refers to any more. An upload may still be under way: they are removed until it cannot. */
export const removedBlobs = kansoku.table(
  'removed_blobs',
  {
    key: text('key').primaryKey(),
    /** No upload can arrive after this. */
    settledAt: instant('settled_at').notNull(),
  },
  (table) => [index('removed_blobs_settled_at').on(table.settledAt)],
)
