import { hash, timingSafeEqual } from 'node:crypto'
import { type Exchange, header } from './exchange.ts'
import { HttpError } from './http-error.ts'

/** Who calls. With the master key it is LiteLLM's `default_user_id`. */
export interface Caller {
  /** SHA-256 of the key, hex. */
  readonly keyHash: string
  readonly userId: string
}

export type Authenticate = (exchange: Exchange) => Caller

const keyHeaders = [
  'x-litellm-api-key',
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'ocp-apim-subscription-key',
]

/**
 * Accepts the master key in any header that a client may carry it in, with or without "Bearer".
 * @throws {HttpError} 401 in LiteLLM's words
 */
export function createAuthentication(masterKey: string, ownHeader?: string): Authenticate {
  const expected = digest(masterKey)
  const caller: Caller = { keyHash: expected.toString('hex'), userId: 'default_user_id' }
  const names = ownHeader === undefined ? keyHeaders : [ownHeader, ...keyHeaders]
  return (exchange) => {
    let first: string | undefined
    for (const name of names) {
      const key = readKey(exchange, name)
      if (key === undefined) continue
      if (timingSafeEqual(digest(key), expected)) return caller
      first ??= key
    }
    throw refuse(first)
  }
}

function readKey(exchange: Exchange, name: string): string | undefined {
  const value = header(exchange, name)
  const key = value?.replace(/^Bearer\s+/i, '').trim()
  return key === '' ? undefined : key
}

function digest(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

function refuse(key: string | undefined): HttpError {
  if (key === undefined)
    return new HttpError(401, 'auth_error', 'Authentication Error, No api key passed in.')
  if (!key.startsWith('sk-')) {
    return new HttpError(
      401,
      'auth_error',
      `Authentication Error, LiteLLM Virtual Key expected. Received=${mask(key)}, expected to start with 'sk-'.`,
    )
  }
  return new HttpError(
    401,
    'token_not_found_in_db',
    `Authentication Error, Invalid proxy server token passed. Received API Key = ${mask(key)}, not found in db. ` +
      'Create key via `/key/generate` call.',
  )
}

function mask(key: string): string {
  return key.length <= 8 ? '****' : `${key.slice(0, 3)}...${key.slice(-4)}`
}
