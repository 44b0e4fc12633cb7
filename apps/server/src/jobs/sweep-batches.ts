import { defineJob } from '@kansoku/jobs'
import { sweepBatches } from '@kansoku/platform'
import { z } from 'zod'
import type { JobContext } from './job-context.ts'

/** Exports that are older than they are kept, with their files. */
export const sweepBatchesJob = defineJob<JobContext, object>({
  name: 'batches-sweep',
  payload: z.object({}),
  cron: '29 * * * *',
  pollSeconds: 30,
  run: async (context) => void (await sweepBatches(context)),
})
