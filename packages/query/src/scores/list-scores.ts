import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { askScoreCount, askScores } from './list.ts'
import type { ScoreRecord } from './record.ts'
import type { scoreSelection } from './selection.ts'

type Selection = z.input<typeof scoreSelection>

/** One page of scores, newest first, and how many there are. */
export async function listScores(
  store: AnalyticsStore,
  { limit, offset, ...selection }: Selection & { limit: number; offset: number },
): Promise<{ scores: ScoreRecord[]; totalItems: number }> {
  const [scores, [count]] = await Promise.all([
    askScores(store, { ...selection, limit, offset }),
    askScoreCount(store, selection),
  ])
  return { scores, totalItems: count?.scores ?? 0 }
}
