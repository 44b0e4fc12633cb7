import { taskTitle } from '@kansoku/conversations'
import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { observationKey } from '../observations/records.ts'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { newMessages } from './new-messages.ts'
import { readMessages } from './read-messages.ts'

const named = projectScope.extend({ keys: z.array(observationKey) })

/** In bytes: longer messages are files, no words that could be a title. */
const longestMessage = 200_000

/** Messages of calls that begin a task; only the first few, for what follows may be long. */
const askFirstMessages = defineQuestion({
  name: 'agent-tasks/first-messages',
  params: named,
  row: z.object({ id: z.string(), messages: z.array(z.string()) }),
  sql: ({ projectId, keys }, bind) => `
  SELECT id, arraySlice(arrayFilter(said -> length(said) <= ${longestMessage}, ${newMessages}), 1, 3) AS messages
  FROM observations
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(start_time) IN ${bind.hours(keys.map(({ start_time }) => start_time))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))} AND is_deleted = 0
  ORDER BY row_version DESC LIMIT 1 BY id`,
})

/** What users asked for in the named calls, by the ids of these. */
export async function firstWords(
  store: AnalyticsStore,
  asked: z.input<typeof named>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await askFirstMessages(store, asked)
  return new Map(
    rows.flatMap(({ id, messages }) => {
      const title = taskTitle(readMessages(messages))
      return title === undefined ? [] : [[id, title] as const]
    }),
  )
}
