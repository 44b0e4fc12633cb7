import { taskTitle } from '@kansoku/conversations'
import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { observationKey, ofKeys } from '../observations/of-keys.ts'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
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
  ${ofKeys({ projectId, keys }, bind)}`,
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
