import type { AnalyticsStore } from '@kansoku/storage'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineQuestion } from './question.ts'

test('a question that cannot be asked rejects: one that threw would leave those asked beside it unheard', async () => {
  const ask = defineQuestion({
    name: 'tests/impossible',
    params: z.object({ count: z.number() }),
    row: z.object({}),
    sql: () => {
      throw new Error('no such column')
    },
  })
  const store = {} as AnalyticsStore
  const answers = await Promise.allSettled([ask(store, { count: Number.NaN }), ask(store, { count: 1 })])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
