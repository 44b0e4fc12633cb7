import { defineJob } from '@kansoku/jobs'
import { runBatches } from '@kansoku/platform'
import { z } from 'zod'
import type { JobContext } from './job-context.ts'

/** Every export that waits: woken by who asks for one, and by the clock for those whose server has died. */
export const runExportsJob = defineJob<JobContext, object>({
  name: 'exports-run',
  payload: z.object({}),
  cron: '* * * * *',
  timeoutSeconds: 24 * 3600,
  // What waits is found by the next run anyhow.
  retries: 0,
  pollSeconds: 2,
  async run(context, _, signal) {
    for (const { batchId, error } of await runBatches(context, 'export', signal)) {
      context.logger.error({ err: error, batchId }, 'an export failed')
    }
  },
})
