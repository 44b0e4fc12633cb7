import { createHash } from 'node:crypto'
import type { ChatRequest } from '@kansoku/providers'
import type { AffinityRules } from '../config/gateway-config.ts'

/** Which deployment answered last to whom, so that the next call can go there again. */
export interface Affinity {
  /** The deployment of the first key that is remembered. */
  find(keys: readonly AffinityKey[]): string | undefined
  remember(keys: readonly AffinityKey[], deploymentId: string): void
}

export interface AffinityKey {
  readonly key: string
  readonly seconds: number
}

const mostRemembered = 20_000

/** @param now milliseconds, never going back */
export function createAffinity(now: () => number): Affinity {
  const remembered = new Map<string, { readonly deploymentId: string; readonly until: number }>()
  return {
    find(keys) {
      for (const { key } of keys) {
        const found = remembered.get(key)
        if (found && found.until > now()) return found.deploymentId
      }
      return undefined
    },
    remember(keys, deploymentId) {
      for (const { key, seconds } of keys) {
        remembered.delete(key)
        remembered.set(key, { deploymentId, until: now() + seconds * 1000 })
      }
      for (const oldest of remembered.keys()) {
        if (remembered.size <= mostRemembered) return
        remembered.delete(oldest)
      }
    },
  }
}

export interface AffinityAsker {
  readonly sessionId?: string
  /** Who calls: the hash of a key. */
  readonly callerId?: string
}

/** What a call is recognised by, the surest first: the prompt that a provider has in its cache, the session, the caller. */
export function affinityKeys(
  group: string,
  request: ChatRequest,
  { sessionId, callerId }: AffinityAsker,
  rules: AffinityRules,
): readonly AffinityKey[] {
  const key = (kind: string, value: string, seconds: number) => ({
    key: `${kind} ${group} ${value}`,
    seconds,
  })
  return [
    ...(rules.prompt ? cachedPrefixes(request).map((hash) => key('prompt', hash, promptSeconds)) : []),
    ...(rules.session && sessionId !== undefined ? [key('session', sessionId, rules.seconds)] : []),
    ...(rules.caller && callerId !== undefined ? [key('caller', callerId, rules.seconds)] : []),
  ]
}

/** How long providers keep a prompt that nobody asks for. */
const promptSeconds = 300
/** Of JSON, for the 1024 tokens below which nothing is cached. */
const leastCharacters = 4096

/**
 * Hashes of the prompt up to each of its cache marks, the longest first: the marks of an agent move on with each turn,
 * and all but the last of them were there in the turn before.
 */
function cachedPrefixes({ tools = [], messages }: ChatRequest): string[] {
  const blocks = [
    ...tools.map((tool) => ({ role: 'tools', block: tool as Markable })),
    ...messages.flatMap(({ role, content }) => content.map((part) => ({ role, block: part as Markable }))),
  ]
  const last = blocks.findLastIndex(({ block }) => block.cache !== undefined)
  const hash = createHash('sha256')
  const found: string[] = []
  let characters = 0
  for (const { role, block } of blocks.slice(0, last + 1)) {
    const text = `${role} ${JSON.stringify({ ...block, cache: undefined })}`
    characters += text.length
    hash.update(text)
    if (block.cache && characters >= leastCharacters) found.unshift(hash.copy().digest('base64url'))
  }
  return found
}

interface Markable {
  readonly cache?: object
}
