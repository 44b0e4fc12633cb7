import type { AgentTaskRow } from '@kansoku/contracts'

type Tokens = Pick<AgentTaskRow, 'inputTokens' | 'cacheReadTokens'>

/** Share of the input that came from a cache of the provider; null where nothing was sent. */
export function cacheShare({ inputTokens, cacheReadTokens }: Tokens): number | null {
  return inputTokens === 0 ? null : cacheReadTokens / inputTokens
}

/** Whose task it was: names of keys and teams that may be seen, else the users. */
export function callersOf({ keys, teams, userIds }: AgentTaskRow): string[] {
  const named = [...keys, ...teams].flatMap(({ name }) => name ?? [])
  return named.length > 0 ? named : [...userIds]
}
