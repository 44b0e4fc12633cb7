export { migrateAnalytics } from './analytics/migrate-analytics.ts'
export { type AnalyticsOptions, openAnalytics } from './analytics/open-analytics.ts'
export type { AnalyticsStore, Lane, Params, Question, RowAccess } from './analytics/store.ts'
export type {
  Entity,
  EventPartRow,
  GatewayCallRow,
  Instant,
  ObservationRow,
  ScoreRow,
  TraceRow,
} from './analytics/tables/rows.ts'
export { openFolderBlobs } from './blobs/open-folder-blobs.ts'
export { openS3Blobs } from './blobs/open-s3-blobs.ts'
export type { S3BlobsOptions } from './blobs/s3-options.ts'
export type {
  BlobInfo,
  BlobStore,
  BlobUrls,
  ByteRange,
  DownloadTerms,
  UploadTerms,
  WrittenBlob,
} from './blobs/store.ts'
export {
  QueryMemoryError,
  QueryTimeoutError,
  StorageError,
  StorageFullError,
  StorageLockedError,
  StorageUnavailableError,
} from './errors.ts'
export { type MetadataOptions, openMetadata } from './metadata/open-metadata.ts'
export * from './metadata/schema/index.ts'
export type { Listener, MetadataDatabase, MetadataStore, StorageLogger } from './metadata/store.ts'
export { type MigrationTargets, migrateAll } from './migrate-all.ts'
