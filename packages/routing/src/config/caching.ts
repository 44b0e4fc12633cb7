import { cacheTypes } from './cache-names.ts'
import type { Fields } from './fields.ts'
import { toBoolean, toNumber } from './fields.ts'
import type { Caching, RedisAddress } from './gateway-config.ts'
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
  const types = params.supported_call_types
  const ownTtl = type === 'redis' ? params.default_in_redis_ttl : params.default_in_memory_ttl
  return {
    ...(type === 'redis' && redis ? { redis } : {}),
    namespace: params.namespace === undefined ? '' : String(params.namespace),
    ttlSeconds: toNumber(params.ttl) ?? toNumber(ownTtl) ?? defaultTtlSeconds,
    byDefault: params.mode !== 'default_off',
    ...(Array.isArray(types) ? { callTypes: new Set(types.map(String)) } : {}),
  }
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
