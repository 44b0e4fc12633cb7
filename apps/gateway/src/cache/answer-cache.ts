import type { ChatResult } from '@kansoku/providers'
import type { Caching } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'
import type { Body, ParsedCall } from '../http/call/dialect.ts'
import type { AnswerStore } from './answer-store.ts'
import { cacheKeyOf } from './cache-key.ts'
import { isWorthKeeping, readAnswer, type StoredAnswer, writeAnswer } from './stored-answer.ts'
import { readCacheWishes } from './wishes.ts'

interface CacheableCall {
  /** LiteLLM's name of its kind. */
  readonly callType: string
  readonly body: Body
  readonly caller: Pick<Caller, 'key'>
  readonly parsed: Pick<ParsedCall, 'request' | 'embedding' | 'options'>
  readonly group: string
  /** Given where they choose among deployments. */
  readonly tags?: readonly string[]
}

/** The part of a call that the cache plays. */
export interface CachePart {
  readonly key: string
  find(): Promise<StoredAnswer | undefined>
  /** Nobody waits for it. */
  keep(answer: Pick<StoredAnswer, 'deploymentId' | 'group'>, result: ChatResult): void
}

/** Answers that are kept and given again to the same question, within a project. */
export interface AnswerCache {
  readonly store: AnswerStore
  /**
   * Undefined for calls that the cache has no part in.
   * @throws {ParameterError} for a `cache` object that cannot be understood
   */
  partIn(call: CacheableCall): CachePart | undefined
}

/** What keys of a Redis begin with. */
export function prefixOf({ namespace }: Pick<Caching, 'namespace'>): string {
  return `${namespace === '' ? 'kansoku' : namespace}:answer:`
}

export function createAnswerCache(caching: Caching, store: AnswerStore, now: () => number): AnswerCache {
  const prefix = prefixOf(caching)
  return {
    store,
    partIn({ callType, body, caller, parsed, group, tags }) {
      if (!isCached(caching, callType) || parsed.options.mockFailure !== undefined) return undefined
      const wishes = readCacheWishes(body, caller.key?.metadata.cache, caching.byDefault)
      if (!wishes.read && !wishes.write) return undefined
      const { namespace, maxAgeSeconds = Number.POSITIVE_INFINITY } = wishes
      const key = cacheKeyOf(
        { parsed, group, projectId: caller.key?.projectId ?? undefined, namespace, tags },
        prefix,
      )
      return {
        key,
        async find() {
          const text = wishes.read ? await store.get(key) : undefined
          const answer = text === undefined ? undefined : readAnswer(text)
          return answer && now() - answer.keptAt < maxAgeSeconds * 1000 ? answer : undefined
        },
        keep(answer, result) {
          if (!wishes.write || !isWorthKeeping(result)) return
          const text = writeAnswer({ ...answer, keptAt: now(), result })
          void store.set(key, text, wishes.ttlSeconds ?? caching.ttlSeconds)
        },
      }
    },
  }
}

/** LiteLLM names each kind twice, with and without an `a` for asynchronous. */
function isCached({ callTypes }: Caching, callType: string): boolean {
  if (callTypes === undefined) return true
  return callTypes.has(callType) || callTypes.has(callType.replace(/^a/, ''))
}
