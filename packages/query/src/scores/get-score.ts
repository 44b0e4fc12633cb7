import type { AnalyticsStore } from '@kansoku/storage'
import { askScores } from './list.ts'
import type { ScoreRecord } from './record.ts'

/** One score; undefined when the project has none of that id. */
export async function getScore(
  store: AnalyticsStore,
  { projectId, scoreId }: { projectId: string; scoreId: string },
): Promise<ScoreRecord | undefined> {
  const filter = [
    { type: 'stringOptions' as const, column: 'id', operator: 'any of' as const, value: [scoreId] },
  ]
  const [score] = await askScores(store, { projectId, filter, limit: 1, offset: 0 })
  return score
}
