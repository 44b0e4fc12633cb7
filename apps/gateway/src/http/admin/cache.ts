import { asTextList } from '@kansoku/routing'
import type { AnswerStore } from '../../cache/answer-store.ts'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readJsonObject } from '../read-body.ts'

/** `GET /cache/ping`: whether what keeps answers can be reached. */
export async function handleCachePing(exchange: Exchange, context: GatewayContext): Promise<void> {
  const store = storeOf(exchange, context)
  await reach(() => store.ping())
  sendJson(exchange, 200, { status: 'healthy', cache_type: store.kind, ping_response: true })
}

/** `POST /cache/delete` with `keys`, as answers tell them in `x-litellm-cache-key`. */
export async function handleCacheDelete(exchange: Exchange, context: GatewayContext): Promise<void> {
  const store = storeOf(exchange, context)
  const body = await readJsonObject(exchange.request, context.maxRequestBytes)
  const keys = asTextList(body.keys ?? [], 'keys')
  const deleted = keys.length === 0 ? 0 : await reach(() => store.delete(keys))
  sendJson(exchange, 200, { status: 'success', deleted })
}

/** `POST /cache/flushall`: only answers go, whatever else a Redis holds stays. */
export async function handleCacheFlush(exchange: Exchange, context: GatewayContext): Promise<void> {
  const store = storeOf(exchange, context)
  await reach(() => store.clear())
  sendJson(exchange, 200, { status: 'success' })
}

function storeOf(exchange: Exchange, { authenticate, cache }: GatewayContext): AnswerStore {
  if (authenticate(exchange).key !== undefined) {
    throw new HttpError(403, 'auth_error', 'Only the master key may look after the cache.')
  }
  if (!cache) {
    throw new HttpError(
      400,
      'cache_ping_error',
      'Answers are not cached. Set litellm_settings.cache to true in the config file.',
    )
  }
  return cache.store
}

async function reach<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HttpError(503, 'cache_ping_error', `The cache cannot be reached: ${reason}`)
  }
}
