import { hash, randomUUID } from 'node:crypto'
import { isRecord } from '@kansoku/routing'

interface Caller {
  readonly keyHash: string
  readonly endUser: string | undefined
}

/** Recognises the calls of one task of a coding agent that sends no session id, as Cline 3 does. */
export interface AgentSessions {
  /**
   * The session of a call that offers tools; undefined for other calls. Within a task the first words of the user stay the
   * same from call to call. A conversation that has no answer in it yet begins a task, so that the same words said again
   * tomorrow are another one.
   * @param caller who asks: callers who say the same are at tasks of their own
   */
  sessionOf(caller: Caller, body: Readonly<Record<string, unknown>>): string | undefined
  /** Takes what another worker of this gateway has recognised. */
  learn(task: TaskSession): void
}

/** The session of a task, which is named by a hash. */
export type TaskSession = readonly [task: string, session: string]

const mostTasks = 10_000

/** @param onBegin is told each task that begins */
export function createAgentSessions(onBegin?: (task: TaskSession) => void): AgentSessions {
  const sessions = new Map<string, string>()
  const keep = (task: string, session: string): string => {
    // What was used last stands last.
    sessions.delete(task)
    sessions.set(task, session)
    const [oldest] = sessions.keys()
    if (sessions.size > mostTasks && oldest !== undefined) sessions.delete(oldest)
    return session
  }
  return {
    sessionOf(caller, body) {
      if (!Array.isArray(body.tools) || body.tools.length === 0) return undefined
      const turns = [body.messages, body.input].find(Array.isArray)
      const first = turns?.filter(isRecord).find(({ role }) => role === 'user')
      if (!turns || first === undefined) return undefined
      const { keyHash, endUser = '' } = caller
      const task = hash('sha1', JSON.stringify([keyHash, endUser, wordsOf(first)]))
      const known = turns.some(isAnswer) ? (sessions.get(task) ?? `agent-${task.slice(0, 32)}`) : undefined
      if (known !== undefined) return keep(task, known)
      const session = `agent-${randomUUID()}`
      onBegin?.([task, session])
      return keep(task, session)
    },
    learn: ([task, session]) => void keep(task, session),
  }
}

/** Without its images, which may have megabytes. */
function wordsOf({ content }: Readonly<Record<string, unknown>>): unknown {
  if (!Array.isArray(content)) return content
  return content.filter(isRecord).map(({ text }) => text)
}

/** Of a model, or of a tool that it called. */
function isAnswer(turn: unknown): boolean {
  if (!isRecord(turn)) return false
  return turn.role === 'assistant' || turn.role === 'tool' || turn.type === 'function_call_output'
}
