import { asInteger, asNumber, asText, isRecord, ParameterError } from '@kansoku/routing'
import type { Body } from '../http/call/dialect.ts'

/** What a call says about the cache. */
export interface CacheWishes {
  /** May be answered from it. */
  readonly read: boolean
  /** Its answer may be kept. */
  readonly write: boolean
  readonly ttlSeconds?: number
  /** Older answers will not do. */
  readonly maxAgeSeconds?: number
  readonly namespace?: string
}

/** A Redis that is asked for more than it can count refuses; nobody waits that long. */
const longestTtlSeconds = 366 * 86_400

/**
 * LiteLLM's `cache` object of a body, under that of the key's metadata: who calls cannot leave the namespace that an admin
 * gave the key. Where nothing is cached by itself, `use-cache` asks for it.
 * @throws {ParameterError} for what cannot be understood
 */
export function readCacheWishes(body: Body, ofKey: unknown, byDefault: boolean): CacheWishes {
  const given = body.cache ?? undefined
  if (given !== undefined && !isRecord(given)) throw new ParameterError('cache', 'must be an object')
  const cache: Body = { ...given, ...(isRecord(ofKey) ? ofKey : {}) }
  const flag = (name: string) => cache[name] === true
  const used = byDefault ? body.caching !== false : flag('use-cache') || body.caching === true
  const ttl = cache.ttl ?? body.ttl
  const maxAge = cache['s-maxage'] ?? cache['s-max-age']
  return {
    read: used && !flag('no-cache'),
    write: used && !flag('no-store'),
    ...(ttl === undefined || ttl === null ? {} : { ttlSeconds: lifetime(ttl, 'cache.ttl') }),
    ...(maxAge === undefined || maxAge === null ? {} : { maxAgeSeconds: seconds(maxAge, 'cache.s-maxage') }),
    ...(cache.namespace === undefined || cache.namespace === null
      ? {}
      : { namespace: asText(cache.namespace, 'cache.namespace') }),
  }
}

function lifetime(value: unknown, field: string): number {
  const number = asInteger(value, field)
  if (number < 1 || number > longestTtlSeconds)
    throw new ParameterError(field, `must be from 1 to ${longestTtlSeconds}`)
  return number
}

function seconds(value: unknown, field: string): number {
  const number = asNumber(value, field)
  if (number < 0) throw new ParameterError(field, 'must not be negative')
  return number
}
