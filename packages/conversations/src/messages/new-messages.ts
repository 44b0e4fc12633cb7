import type { ChatMessage } from './message.ts'

/** What a turn asked and answered. */
export interface Exchange {
  readonly asked: readonly ChatMessage[]
  readonly answered: readonly ChatMessage[]
}

/**
 * How many messages at the beginning of a request were said in the turn before it: agents send the whole conversation
 * each time. An answer counts also where the client wrote it down in other words, and a history that was cut in its
 * middle is known by its end. A request that says nothing new keeps what was asked last.
 */
export function countRepeated(before: Exchange | undefined, asked: readonly ChatMessage[]): number {
  if (!before) return 0
  const keys = asked.map(keyOf)
  const said = [...before.asked, ...before.answered].map(keyOf)
  const common = keys.findIndex((key, index) => key !== said[index])
  const repeated = common < 0 ? asked.length : afterChange({ before, asked, keys, said, common })
  if (repeated < asked.length) return repeated
  const lastOfUser = asked.findLastIndex(({ role }) => role === 'user')
  return Math.max(lastOfUser, 0)
}

interface Comparison {
  readonly before: Exchange
  readonly asked: readonly ChatMessage[]
  readonly keys: readonly string[]
  readonly said: readonly string[]
  /** Where the two begin to differ. */
  readonly common: number
}

function afterChange({ before, asked, keys, said, common }: Comparison): number {
  if (common >= said.length) return common
  const endOfRequest = before.asked.length
  if (common === endOfRequest) return common + answerAt(asked, common)
  const answer = keys.lastIndexOf(said.at(-1) ?? '', asked.length - 2)
  if (before.answered.length > 0 && answer >= common) return answer + 1
  const request = keys.lastIndexOf(said[endOfRequest - 1] ?? '', asked.length - 2)
  return request >= common ? request + 1 + answerAt(asked, request + 1) : common
}

const answerAt = (asked: readonly ChatMessage[], index: number) =>
  asked[index]?.role === 'assistant' ? 1 : 0

/** Marks of a cache wander through a conversation: they are no difference. */
function keyOf({ role, parts }: ChatMessage): string {
  return JSON.stringify([role, ...parts.filter(({ type }) => type !== 'cachePoint')])
}
