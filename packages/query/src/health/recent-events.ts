import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { isoInstant } from '../sql/scope.ts'

/** Whether any trace or observation of any project lies at or after an instant: one row when so, else none. */
export const askRecentEvents = defineQuestion({
  name: 'health/recent-events',
  params: z.object({ since: isoInstant }),
  row: z.object({ found: z.number() }),
  sql: ({ since }, bind) => `
  SELECT 1 AS found FROM (
    (SELECT id FROM traces FINAL WHERE timestamp >= ${bind.instant(since)} LIMIT 1)
    UNION ALL
    (SELECT id FROM observations FINAL WHERE start_time >= ${bind.instant(since)} LIMIT 1)
  ) LIMIT 1`,
})
