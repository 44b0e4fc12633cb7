import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { instant } from '../sql/values.ts'

const askFirstTrace = defineQuestion({
  name: 'traces/first',
  params: projectScope,
  row: z.object({ timestamp: instant }),
  // The sort key holds the hour: the first rows are read, whatever the project holds.
  sql: (scope, bind) => `
  SELECT timestamp FROM traces FINAL WHERE ${inProject(scope, bind)}
  ORDER BY project_id, toStartOfHour(timestamp), timestamp LIMIT 1`,
})

/** When the first trace of a project began, as ISO 8601; null while there is none. */
export async function findFirstTrace(
  store: AnalyticsStore,
  { projectId }: { projectId: string },
): Promise<string | null> {
  const [first] = await askFirstTrace(store, { projectId })
  return first?.timestamp ?? null
}
