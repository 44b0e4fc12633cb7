import { cacheTypes } from './cache-names.ts'
import type { Fields, Found } from './fields.ts'
import { toBoolean, toNumber } from './fields.ts'
import type { Caching, RedisAddress, SemanticCaching } from './gateway-config.ts'
import { isMap } from './inspect.ts'
import type { Environment } from './references.ts'

const defaultTtlSeconds = 600
const defaultPort = 6379

/**
 * Where answers are kept, if they are. Without a `type` it is Redis where an address is known (also from `REDIS_URL` or
 * `REDIS_HOST`), else this process.
 */
export function compileCaching(fields: Fields, environment: Environment): Caching | undefined {
  if (!fields.boolean('litellm_settings', 'cache')) return undefined
  const found = fields.find('litellm_settings', 'cache_params')
  const params = isMap(found?.value) ? found.value : {}
  const redis = readAddress(params, environment)
  const type = params.type ?? (redis === undefined ? 'local' : 'redis')
  if (!cacheTypes.has(String(type))) return undefined
  if (type === 'redis' && redis === undefined) {
    found?.fail('names Redis, but no address of it.', 'Write url or host below it, or set REDIS_URL.')
  }
  const usesRedis = type === 'redis' || (type === 'redis-semantic' && redis !== undefined)
  const semantic = String(type).endsWith('-semantic') && found ? readSemantic(params, found) : undefined
  const types = params.supported_call_types
  const ownTtl = usesRedis ? params.default_in_redis_ttl : params.default_in_memory_ttl
  return {
    ...(usesRedis && redis ? { redis } : {}),
    ...(semantic === undefined ? {} : { semantic }),
    namespace: params.namespace === undefined ? '' : String(params.namespace),
    ttlSeconds: toNumber(params.ttl) ?? toNumber(ownTtl) ?? defaultTtlSeconds,
    byDefault: params.mode !== 'default_off',
    ...(Array.isArray(types) ? { callTypes: new Set(types.map(String)) } : {}),
  }
}

/** @throws {ConfigError} without a model or a threshold */
function readSemantic(params: Readonly<Record<string, unknown>>, found: Found): SemanticCaching {
  const model = params.redis_semantic_cache_embedding_model ?? params.qdrant_semantic_cache_embedding_model
  const threshold = toNumber(params.similarity_threshold)
  if (typeof model !== 'string') {
    return found.fail(
      'compares questions by their meaning, but names no model that does so.',
      'Write redis_semantic_cache_embedding_model below it, with the model_name of a model for embeddings.',
    )
  }
  if (threshold === undefined || threshold < 0 || threshold > 1) {
    return found.fail(
      'compares questions by their meaning, but not how near they must be.',
      'Write similarity_threshold below it, from 0 to 1; 0.8 is usual.',
    )
  }
  return { model, threshold }
}

/** What the file says counts before the environment, and a URL before its parts. */
function readAddress(
  params: Readonly<Record<string, unknown>>,
  environment: Environment,
): RedisAddress | undefined {
  const own = (key: string) => textOf(params[key])
  const text = (key: string) => own(key) ?? textOf(environment[`REDIS_${key.toUpperCase()}`])
  const timeoutSeconds = toNumber(params.socket_timeout)
  const rest = timeoutSeconds === undefined ? {} : { timeoutSeconds }
  const url = own('url') ?? (own('host') === undefined ? text('url') : undefined)
  if (url !== undefined) return { url, ...rest }
  const [host, username, password] = [text('host'), text('username'), text('password')]
  if (host === undefined) return undefined
  return {
    host,
    port: toNumber(text('port')) ?? defaultPort,
    tls: toBoolean(text('ssl')) ?? false,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    database: toNumber(text('db')) ?? 0,
    ...rest,
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value)
}
