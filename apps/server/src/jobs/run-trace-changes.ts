import { defineJob } from '@kansoku/jobs'
import { runBatches } from '@kansoku/platform'
import { z } from 'zod'
import type { JobContext } from './job-context.ts'

/** Every change of many traces that waits: woken as `runExportsJob` is, and never behind an export. */
export const runTraceChangesJob = defineJob<JobContext, object>({
  name: 'trace-changes-run',
  payload: z.object({}),
  cron: '* * * * *',
  timeoutSeconds: 24 * 3600,
  // What waits is found by the next run anyhow.
  retries: 0,
  pollSeconds: 2,
  async run(context, _, signal) {
    for (const { batchId, error } of await runBatches(context, 'change', signal)) {
      context.logger.error({ err: error, batchId }, 'a change of traces failed')
    }
  },
})
