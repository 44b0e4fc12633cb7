import type { TaskTurn } from './read-turns.ts'

/** Seconds of a task by what was waited for; together they are its duration. */
export interface Waits {
  readonly model: number
  readonly tools: number
  readonly person: number
}

/** Tools by which an agent turns to its user: what follows them takes as long as a person does. */
const asksPerson =
  /^(?:ask_followup_question|ask_question|AskUserQuestion|ExitPlanMode|plan_mode_respond|attempt_completion|submit_and_exit)$/

export interface TurnWait {
  /** Seconds before the call, in which no call of the task was under way. */
  readonly seconds: number
  readonly on: 'tools' | 'person'
}

/** What was waited for before each turn. An agent that asked for no tool, or for a word of its user, waits for a person. */
export function waitsBefore(turns: readonly TaskTurn[]): TurnWait[] {
  let end = Number.POSITIVE_INFINITY
  return turns.map(({ row }, index) => {
    const seconds = Math.max(0, Date.parse(row.start_time) - end) / 1000
    const last = turns[index - 1]
    end = Math.max(Number.isFinite(end) ? end : 0, Date.parse(row.end_time ?? row.start_time))
    const isRetry = last?.row.level === 'ERROR'
    const runs = last?.tools.some(({ name }) => !asksPerson.test(name)) ?? false
    return { seconds, on: runs || isRetry ? 'tools' : 'person' }
  })
}

/** Calls that overlap, as those of helpers of an agent do, count once. */
export function sumWaits(turns: readonly TaskTurn[], before: readonly TurnWait[]): Waits {
  const sum = (on: TurnWait['on']) =>
    before.reduce((total, wait) => (wait.on === on ? total + wait.seconds : total), 0)
  let end = 0
  let model = 0
  for (const { row } of turns) {
    const until = Date.parse(row.end_time ?? row.start_time)
    model += Math.max(0, until - Math.max(Date.parse(row.start_time), end)) / 1000
    end = Math.max(end, until)
  }
  return { model, tools: sum('tools'), person: sum('person') }
}
