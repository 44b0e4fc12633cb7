import { applyRetentionJob } from './apply-retention.ts'
import { runExportsJob } from './run-exports.ts'
import { sweepBatchesJob } from './sweep-batches.ts'
import { sweepBlobsJob } from './sweep-blobs.ts'

/** Every job of the server. */
export const jobs = [applyRetentionJob, runExportsJob, sweepBatchesJob, sweepBlobsJob]
