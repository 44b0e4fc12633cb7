import { applyRetentionJob } from './apply-retention.ts'
import { purgeProjectsJob } from './purge-projects.ts'
import { runExportsJob } from './run-exports.ts'
import { runTraceChangesJob } from './run-trace-changes.ts'
import { sweepBatchesJob } from './sweep-batches.ts'
import { sweepBlobsJob } from './sweep-blobs.ts'

/** Every job of the server. */
export const jobs = [
  applyRetentionJob,
  purgeProjectsJob,
  runExportsJob,
  runTraceChangesJob,
  sweepBatchesJob,
  sweepBlobsJob,
]
