import type { AgentTaskDetail, AgentTurn } from '@kansoku/contracts'
import type { TimePoint } from '../dashboard/series.ts'

/** Turns take the place of time in charts of a task: counted from 1. */
const placed = (values: Readonly<Record<string, number | null>>, index: number): TimePoint => ({
  ...values,
  time: index + 1,
})

/** The context that each turn sent, by what became of it in the cache. */
export function contextPoints(turns: readonly AgentTurn[]): TimePoint[] {
  return turns.map(({ inputTokens, cacheReadTokens, cacheWriteTokens }, index) =>
    placed(
      {
        cacheRead: cacheReadTokens,
        cacheWrite: cacheWriteTokens,
        input: Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens),
      },
      index,
    ),
  )
}

/** Seconds of each turn: what was waited for before it, and the model. */
export function waitPoints(turns: readonly AgentTurn[]): TimePoint[] {
  return turns.map(({ waited, latency }, index) =>
    placed(
      {
        model: latency ?? 0,
        tools: waited.on === 'tools' ? waited.seconds : 0,
        person: waited.on === 'person' ? waited.seconds : 0,
      },
      index,
    ),
  )
}

/** The context of several tasks, turn by turn; null where a task has ended. */
export function comparedContext(tasks: readonly AgentTaskDetail[]): TimePoint[] {
  const length = Math.max(0, ...tasks.map(({ turns }) => turns.length))
  return Array.from({ length }, (_, index) =>
    placed(
      Object.fromEntries(tasks.map(({ turns }, task) => [`task${task}`, turns[index]?.inputTokens ?? null])),
      index,
    ),
  )
}
