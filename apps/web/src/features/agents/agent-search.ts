import { codingAgents } from '@kansoku/conversations'
import { listOf } from '../../app/search-params.ts'
import { readSessionSearch } from '../groups/group-order.ts'
import type { TraceSearch } from '../traces/trace-search.ts'

/** Most tasks that are compared at once. */
export const mostCompared = 4

/** Tasks that were picked, by their sessions. */
export interface PickedTasks {
  readonly task?: readonly string[] | undefined
}

/** The state of the list of tasks as it stands in the address. */
export interface AgentSearch extends TraceSearch, PickedTasks {
  readonly agent?: readonly string[] | undefined
}

export function readPickedTasks(search: Record<string, unknown>): PickedTasks {
  const task = listOf(search, 'task')?.slice(0, mostCompared)
  return task ? { task } : {}
}

export function readAgentSearch(search: Record<string, unknown>): AgentSearch {
  const agent = listOf(search, 'agent')?.filter((name) => codingAgents.some((known) => known === name))
  return {
    ...readSessionSearch(search),
    ...readPickedTasks(search),
    ...(agent && agent.length > 0 ? { agent } : {}),
  }
}
