import { defineJob } from '@kansoku/jobs'
import { applyRetention } from '@kansoku/platform'
import { z } from 'zod'
import type { JobContext } from './job-context.ts'

/** By night: what projects keep for a number of days only. */
export const applyRetentionJob = defineJob<JobContext, object>({
  name: 'retention-apply',
  payload: z.object({}),
  cron: '17 3 * * *',
  timeoutSeconds: 6 * 3600,
  pollSeconds: 30,
  async run(context, _, signal) {
    for (const { id: _id, ...removed } of await applyRetention(context, signal)) {
      context.logger.info(removed, 'what had expired was removed')
    }
  },
})
