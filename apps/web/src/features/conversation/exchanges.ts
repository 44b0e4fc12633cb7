import type { SessionTurn } from '@kansoku/contracts'
import { type ChatMessage, type Conversation, countRepeated, readConversation } from '@kansoku/conversations'
import { type LateResults, lateResults, withoutResults } from './late-results.ts'

/** A turn as it is shown: what it added to the conversation before it. */
export interface ShownTurn {
  readonly turn: SessionTurn
  /** All that was asked; undefined where that is no conversation. */
  readonly input: Conversation | undefined
  readonly output: Conversation | undefined
  /** Messages at the beginning of the input that the turn before has shown. */
  readonly repeated: number
  /** What was asked beyond them; results of tools stand in the turn that called. */
  readonly added: readonly ChatMessage[]
  readonly results: LateResults
}

interface ReadTurn {
  readonly input: Conversation | undefined
  readonly output: Conversation | undefined
}

const known = new WeakMap<SessionTurn, ReadTurn>()

/** Inputs of agents are long: each is read once, however many portions follow. */
function readTurn(turn: SessionTurn): ReadTurn {
  const before = known.get(turn)
  if (before) return before
  const now = {
    input: readConversation(turn.input, 'user'),
    output: readConversation(turn.output, 'assistant'),
  }
  known.set(turn, now)
  return now
}

const counted = new WeakMap<
  SessionTurn,
  { readonly before: SessionTurn | undefined; readonly repeated: number }
>()

function countOf(turn: SessionTurn, before: SessionTurn | undefined): number {
  const kept = counted.get(turn)
  if (kept && kept.before === before) return kept.repeated
  const last = before && readTurn(before)
  const exchange = last && { asked: last.input?.messages ?? [], answered: last.output?.messages ?? [] }
  const repeated = countRepeated(exchange, readTurn(turn).input?.messages ?? [])
  counted.set(turn, { before, repeated })
  return repeated
}

/** The turns of a session, each without what the one before it has shown. */
export function toShownTurns(turns: readonly SessionTurn[]): ShownTurn[] {
  const read = turns.map((turn, index) => {
    const { input, output } = readTurn(turn)
    const repeated = countOf(turn, turns[index - 1])
    return { turn, input, output, repeated, added: input?.messages.slice(repeated) ?? [] }
  })
  const results = read.map(({ output }, index) =>
    lateResults(output?.messages ?? [], read[index + 1]?.added ?? []),
  )
  return read.map((turn, index) => ({
    ...turn,
    added: withoutResults(turn.added, results[index - 1] ?? new Map()),
    results: results[index] ?? new Map(),
  }))
}
