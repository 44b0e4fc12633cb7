import { applyRetentionJob } from './apply-retention.ts'
import { sweepBlobsJob } from './sweep-blobs.ts'

/** Every job of the server. */
export const jobs = [applyRetentionJob, sweepBlobsJob]
