import type { CacheMark } from '../../spec/message.ts'
import type { CacheSupport } from '../capabilities.ts'
import type { CachePoint } from '../wire.ts'
import type { Draft } from './draft.ts'

/**
 * Appends the cache point that a mark asks for, where the model understands one there. Models without it refuse the
 * whole request, so the mark is left out (e.g. after a fallback from a model with prompt caching).
 */
export function addCachePoint<Block extends object>(
  blocks: (Block | CachePoint)[],
  mark: CacheMark | undefined,
  place: keyof Omit<CacheSupport, 'oneHour'>,
  draft: Draft,
): void {
  if (mark === undefined) return
  const { cache } = draft.can
  if (!cache[place]) {
    draft.warn(`cache_control in ${place} was left out: ${draft.model} has no prompt caching there`)
    return
  }
  const last = blocks.at(-1)
  if (last === undefined || 'cachePoint' in last) return
  const hour = mark.ttl === '1h'
  if (hour && !cache.oneHour) draft.warn(`cache_control ttl 1h became 5m: ${draft.model} has no other`)
  blocks.push({ cachePoint: { type: 'default', ...(hour && cache.oneHour ? { ttl: '1h' } : {}) } })
}
