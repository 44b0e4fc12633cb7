import type { FilterCondition } from '@kansoku/contracts'
import { codingAgents } from '@kansoku/conversations'
import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { findPageOfNames, type groupPage } from '../trace-groups/page-of-names.ts'
import { type AgentTask, describeTasks } from './describe-tasks.ts'

type Page = Omit<z.input<typeof groupPage>, 'by'> & {
  /** Which agents' tasks; absent: those of all. */
  readonly agents?: readonly string[] | undefined
}

/**
 * One page of tasks of coding agents, in order, and how many there are: sessions that have a selected trace with a call
 * by an agent. They are sorted by these traces; what a row shows is about the whole of the session.
 */
export async function listTasks(
  store: AnalyticsStore,
  { agents = codingAgents, filter = [], ...page }: Page,
): Promise<{ tasks: AgentTask[]; totalItems: number }> {
  const byAgent: FilterCondition = {
    ...{ type: 'stringOptions', column: 'codingAgent', operator: 'any of' },
    value: [...agents],
  }
  const { names, totalItems } = await findPageOfNames(store, {
    ...page,
    filter: [...filter, byAgent],
    by: 'session',
  })
  const { projectId } = page
  return { tasks: await describeTasks(store, { projectId, sessionIds: names }), totalItems }
}
