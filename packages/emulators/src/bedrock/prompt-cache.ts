import { createHash } from 'node:crypto'
import { estimateTokens } from '../models/conversation.ts'
import type { ConverseRequest } from './wire.ts'

/** Input tokens by what they cost: new ones, those read from the cache and those written to it. */
export interface InputTokens {
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
}

const lifetimeMs = 5 * 60_000

/**
 * The prompt cache of the service: each cache point ends a prefix of tools, system and messages. The longest prefix
 * known is read, the longest of the request is written, and each use renews its five minutes.
 */
export class PromptCache {
  readonly #expiry = new Map<string, number>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  count(modelId: string, request: ConverseRequest, minTokens: number): InputTokens {
    const hash = createHash('sha256').update(modelId)
    const prefixes: { key: string; tokens: number }[] = []
    let tokens = 0
    for (const block of blocksInCacheOrder(request)) {
      if ('cachePoint' in block) {
        if (tokens >= minTokens) prefixes.push({ key: hash.copy().digest('hex'), tokens })
        continue
      }
      const text = JSON.stringify(block)
      hash.update(text)
      tokens += estimateTokens(text)
    }
    this.#forgetExpired()
    const read = prefixes.findLast(({ key }) => this.#expiry.has(key))?.tokens ?? 0
    for (const { key } of prefixes) this.#expiry.set(key, this.#now() + lifetimeMs)
    const marked = prefixes.at(-1)?.tokens ?? 0
    return { input: tokens - marked, cacheRead: read, cacheWrite: marked - read }
  }

  /** The demo's emulators run for days. */
  #forgetExpired(): void {
    for (const [key, expiry] of this.#expiry) if (expiry <= this.#now()) this.#expiry.delete(key)
  }
}

function blocksInCacheOrder({ toolConfig, system, messages }: ConverseRequest): object[] {
  return [
    ...(toolConfig?.tools ?? []),
    ...(system ?? []),
    ...(messages ?? []).flatMap((message) => message.content),
  ]
}
