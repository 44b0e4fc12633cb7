import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inScope, rangeScope } from '../sql/scope.ts'

const days = 90

const askEnvironments = defineQuestion({
  name: 'environments/list',
  params: rangeScope,
  row: z.object({ environment: z.string() }),
  sql: (scope, bind) => `
  SELECT DISTINCT environment FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)}
  ORDER BY environment LIMIT 1000`,
})

/** Environments of the traces of the last 90 days, `default` first, then by name; `now` in milliseconds. */
export async function listEnvironments(
  store: AnalyticsStore,
  { projectId, now }: { projectId: string; now: number },
): Promise<string[]> {
  const from = new Date(now - days * 86_400_000).toISOString()
  const rows = await askEnvironments(store, { projectId, from })
  const names = rows.map(({ environment }) => environment)
  return [...names.filter((name) => name === 'default'), ...names.filter((name) => name !== 'default')]
}
