import { defineJob } from '@kansoku/jobs'
import { purgeDeletedProjects } from '@kansoku/platform'
import { z } from 'zod'
import type { JobContext } from './job-context.ts'

/** At once when a project is deleted, and by the clock for what was on its way or failed. */
export const purgeProjectsJob = defineJob<JobContext, object>({
  name: 'projects-purge',
  payload: z.object({}),
  cron: '*/20 * * * *',
  timeoutSeconds: 6 * 3600,
  async run(context, _, signal) {
    for (const projectId of await purgeDeletedProjects(context, signal)) {
      context.logger.info({ projectId }, 'the telemetry of a deleted project was removed')
    }
  },
})
