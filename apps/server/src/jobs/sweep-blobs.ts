import { defineJob } from '@kansoku/jobs'
import { sweepBlobs } from '@kansoku/platform'
import { z } from 'zod'
import type { JobContext } from './job-context.ts'

/** Files of what was deleted, when they could not be removed at once. */
export const sweepBlobsJob = defineJob<JobContext, object>({
  name: 'blobs-sweep',
  payload: z.object({}),
  cron: '43 * * * *',
  pollSeconds: 30,
  run: async (context) => void (await sweepBlobs(context)),
})
