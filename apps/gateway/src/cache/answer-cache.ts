import type { ChatResult } from '@kansoku/providers'
import type { Caching } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'
import type { Body, ParsedCall } from '../http/call/dialect.ts'
import type { AnswerStore } from './answer-store.ts'
import { cacheKeyOf } from './cache-key.ts'
import type { MeaningIndex } from './meaning-index.ts'
import { takeQuestion } from './question.ts'
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
  /** Given where the answers of others will not do. */
  readonly deploymentIds?: ReadonlySet<string>
}

/** An answer that is kept; with a similarity when the question had other words. */
export interface FoundAnswer extends StoredAnswer {
  readonly key: string
  readonly similarity?: number
}

/** Turns a text into a vector; undefined when no model can do it now. Never rejects. */
export type Embed = (model: string, text: string) => Promise<readonly number[] | undefined>

/** The part of a call that the cache plays. */
export interface CachePart {
  readonly key: string
  find(embed: Embed): Promise<FoundAnswer | undefined>
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

export function createAnswerCache(
  caching: Caching,
  store: AnswerStore,
  index: MeaningIndex,
  now: () => number,
): AnswerCache {
  const prefix = prefixOf(caching)
  return {
    store,
    partIn({ callType, body, caller, parsed, group, tags, deploymentIds }) {
      if (!isCached(caching, callType) || parsed.options.mockFailure !== undefined) return undefined
      const wishes = readCacheWishes(body, caller.key?.metadata.cache, caching.byDefault)
      if (!wishes.read && !wishes.write) return undefined
      const { namespace, maxAgeSeconds = Number.POSITIVE_INFINITY } = wishes
      const keyOf = (asked: typeof parsed) =>
        cacheKeyOf(
          { parsed: asked, group, projectId: caller.key?.projectId ?? undefined, namespace, tags },
          prefix,
        )
      const key = keyOf(parsed)
      const read = async (kept: string): Promise<FoundAnswer | undefined> => {
        const text = await store.get(kept)
        const answer = text === undefined ? undefined : readAnswer(text)
        const isYoung = answer && now() - answer.keptAt < maxAgeSeconds * 1000
        const isAllowed = answer && (deploymentIds?.has(answer.deploymentId) ?? true)
        return isYoung && isAllowed ? { ...answer, key: kept } : undefined
      }
      const { semantic } = caching
      const question = semantic && takeQuestion(parsed)
      const scope = question ? keyOf(question.rest) : ''
      let vector: readonly number[] | undefined
      const findByMeaning = async (embed: Embed) => {
        if (!semantic || !question) return undefined
        vector = await embed(semantic.model, question.text)
        const near = vector && index.find(scope, vector, semantic.threshold)
        const answer = near && (await read(near.key))
        return near && answer && { ...answer, similarity: near.similarity }
      }
      return {
        key,
        find: async (embed) => (wishes.read ? ((await read(key)) ?? findByMeaning(embed)) : undefined),
        keep(answer, result) {
          if (!wishes.write || !isWorthKeeping(result)) return
          const text = writeAnswer({ ...answer, keptAt: now(), result })
          const seconds = wishes.ttlSeconds ?? caching.ttlSeconds
          void store.set(key, text, seconds)
          if (vector) index.add(scope, { vector, key, seconds })
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
