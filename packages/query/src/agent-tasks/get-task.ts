import type { AnalyticsStore } from '@kansoku/storage'
import { type AgentTask, describeTasks } from './describe-tasks.ts'
import { readTurns, type TaskTurn } from './read-turns.ts'
import { type FileSum, sumFiles } from './sum-files.ts'
import { sumTools, type ToolSum } from './sum-tools.ts'
import { askTurnRows } from './turn-rows.ts'
import { sumWaits, type TurnWait, type Waits, waitsBefore } from './waits.ts'

export interface WholeTask {
  readonly task: AgentTask
  /** The oldest first, at most a thousand. */
  readonly turns: readonly (TaskTurn & { readonly waited: TurnWait })[]
  /** How many later turns are not among them. */
  readonly turnsLeftOut: number
  /** How many of them have texts too long to be read: what they asked for is not known. */
  readonly textsLeftOut: number
  readonly waits: Waits
  readonly tools: readonly ToolSum[]
  readonly files: readonly FileSum[]
}

/** A session as a task of a coding agent; undefined when it has no calls of models. */
export async function getTask(
  store: AnalyticsStore,
  { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
): Promise<WholeTask | undefined> {
  const [[task], rows] = await Promise.all([
    describeTasks(store, { projectId, sessionIds: [sessionId] }),
    askTurnRows(store, { projectId, sessionId }),
  ])
  if (!task) return undefined
  const turns = readTurns(rows)
  const before = waitsBefore(turns)
  return {
    task,
    turns: turns.map((turn, index) => ({ ...turn, waited: before[index] ?? { seconds: 0, on: 'person' } })),
    turnsLeftOut: Math.max(0, task.turns - rows.length),
    textsLeftOut: rows.filter((row) => row.is_left_out).length,
    waits: sumWaits(turns, before),
    tools: sumTools(turns, before),
    files: sumFiles(turns),
  }
}
