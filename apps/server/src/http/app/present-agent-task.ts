import type { AgentTaskDetail, AgentTaskRow, AgentTurn } from '@kansoku/contracts'
import type { AgentTask, WholeTask } from '@kansoku/query'
import { presentSession } from './present-group.ts'

/** How the project calls keys and teams. */
export type CallerNames = Record<'key' | 'team', (id: string) => { id: string; name: string | null }>

export function presentTask(task: AgentTask, { key, team }: CallerNames): AgentTaskRow {
  return {
    ...presentSession(task),
    agent: task.agent,
    title: task.title ?? null,
    turnCount: task.turns,
    failedTurns: task.failedTurns,
    keys: distinct(task.keys.map(key)),
    teams: distinct(task.teams.map(team)),
  }
}

/** Several hashes may be one key, before and after it was replaced. */
function distinct<T extends { readonly id: string }>(callers: readonly T[]): T[] {
  return [...new Map(callers.map((caller) => [caller.id, caller])).values()]
}

export function presentWholeTask(whole: WholeTask, names: CallerNames): AgentTaskDetail {
  return {
    ...presentTask(whole.task, names),
    turns: whole.turns.map(presentTurn),
    turnsLeftOut: whole.turnsLeftOut,
    textsLeftOut: whole.textsLeftOut,
    waits: whole.waits,
    tools: [...whole.tools],
    files: whole.files.map(({ edits, ...file }) => ({ ...file, edits: [...edits] })),
  }
}

function presentTurn({ row, cost, waited, tools }: WholeTask['turns'][number]): AgentTurn {
  return {
    id: row.id,
    traceId: row.trace_id,
    startTime: row.start_time,
    latency: row.latency,
    timeToFirstToken: row.time_to_first_token,
    level: row.level,
    statusMessage: row.status_message,
    model: row.provided_model_name,
    inputTokens: row.input_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    outputTokens: row.output_tokens,
    totalCost: row.total_cost,
    cost,
    waited,
    tools: tools.map(({ name, failed, changes, reads }) => ({
      name,
      failed: failed ?? null,
      paths: [...new Set([...reads, ...changes.map(({ path }) => path)])],
    })),
  }
}
