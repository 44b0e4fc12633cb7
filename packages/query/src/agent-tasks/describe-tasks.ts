import type { AnalyticsStore } from '@kansoku/storage'
import { type DescribedSession, describeSessions } from '../sessions/describe-sessions.ts'
import { askTaskCallers, askTaskFacts } from './facts.ts'
import { firstWords } from './first-words.ts'

export interface AgentTask extends DescribedSession {
  /** One of `codingAgents`; empty where none of its calls is by an agent. */
  readonly agent: string
  /** What was asked first; undefined where the words are not kept. */
  readonly title: string | undefined
  /** Calls of models, failed tries included. */
  readonly turns: number
  readonly failedTurns: number
  /** Hashes of keys and ids of teams, at most five of each. */
  readonly keys: readonly string[]
  readonly teams: readonly string[]
}

/** The named sessions as tasks of agents, in the order of their names; those without calls of models are left out. */
export async function describeTasks(
  store: AnalyticsStore,
  { projectId, sessionIds }: { readonly projectId: string; readonly sessionIds: readonly string[] },
): Promise<AgentTask[]> {
  const sessions = await describeSessions(store, { projectId, sessionIds })
  if (sessions.length === 0) return []
  const groups = {
    ...{ projectId, by: 'session' as const, names: [...sessionIds] },
    from: earliest(sessions.map(({ figures }) => figures.firstTrace)),
    to: after(sessions.map(({ figures }) => figures.lastTrace)),
  }
  const [facts, callers] = await Promise.all([askTaskFacts(store, groups), askTaskCallers(store, groups)])
  const keys = facts.map(({ first_id: id, first_start: start_time }) => ({ id, start_time }))
  const titles = await firstWords(store, { projectId, keys })
  const factsBySession = new Map(facts.map((row) => [row.session, row]))
  const callersBySession = new Map(callers.map((row) => [row.session, row]))
  return sessions.flatMap((session) => {
    const known = factsBySession.get(session.figures.name)
    if (!known) return []
    const { keys = [], teams = [] } = callersBySession.get(session.figures.name) ?? {}
    const { agent, turns, failed_turns: failedTurns, first_id: first } = known
    return [{ ...session, agent, title: titles.get(first), turns, failedTurns, keys, teams }]
  })
}

function earliest(instants: readonly string[]): string {
  return new Date(Math.min(...instants.map((instant) => Date.parse(instant)))).toISOString()
}

/** A moment after the last of them: instants are cut to milliseconds. */
function after(instants: readonly string[]): string {
  return new Date(Math.max(...instants.map((instant) => Date.parse(instant))) + 1).toISOString()
}
