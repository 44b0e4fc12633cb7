import type { HttpRequest } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { Env } from '../spec/settings.ts'
import { abortable } from './abortable.ts'
import { createTransport } from './transport.ts'

/** A request for an OAuth token, as the standard has it: a form. */
export function tokenRequest(url: string, form: Readonly<Record<string, string>>): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
  }
}

/** Tokens that are asked for once and kept while they are good. */
export interface TokenSource {
  /**
   * The token of that key; `build` makes the request when there is none. Rejects with `ProviderError`
   * (authentication), or with `signal.reason`.
   */
  get(key: string, build: () => Promise<HttpRequest>, signal?: AbortSignal): Promise<string>
  /** Forgets a token that was refused; false when there was none. */
  discard(key: string): boolean
}

interface TokenSourceOptions {
  /** Named by errors. */
  readonly provider: string
  /** Where proxies may stand. */
  readonly env: Env
  readonly now: () => number
}

interface Token {
  readonly value: string
  readonly goodUntil: number
}

/** A token is not used in its last minutes: clocks differ, and calls take time. */
const MARGIN_MS = 3 * 60_000
const DEFAULT_LIFE_SECONDS = 3600
const TIMEOUT_MS = 20_000

export function createTokenSource({ provider, env, now }: TokenSourceOptions): TokenSource {
  const known = new Map<string, Token>()
  const asking = new Map<string, Promise<Token>>()

  const ask = async (key: string, build: () => Promise<HttpRequest>): Promise<Token> => {
    try {
      const { token, lifeSeconds } = await fetchToken(await build(), env)
      const fresh = { value: token, goodUntil: now() + lifeSeconds * 1000 - MARGIN_MS }
      known.set(key, fresh)
      return fresh
    } catch (cause) {
      if (cause instanceof ProviderError) throw cause
      const text = cause instanceof Error ? cause.message : String(cause)
      throw new ProviderError('authentication', `No access token: ${text}`, { provider, cause })
    } finally {
      asking.delete(key)
    }
  }
  return {
    async get(key, build, signal) {
      const token = known.get(key)
      if (token && now() < token.goodUntil) return token.value
      const asked = asking.get(key) ?? ask(key, build)
      if (!asking.has(key)) asking.set(key, asked)
      return (await abortable(asked, signal)).value
    },
    discard: (key) => known.delete(key),
  }
}

async function fetchToken(request: HttpRequest, env: Env): Promise<{ token: string; lifeSeconds: number }> {
  await using transport = createTransport({ env })
  const response = await transport.send(request, AbortSignal.timeout(TIMEOUT_MS))
  const pieces: Uint8Array[] = []
  for (let read = await response.read(); read; read = await response.read()) pieces.push(...read)
  const text = Buffer.concat(pieces).toString('utf8')
  const answer = parse(text)
  if (typeof answer.access_token !== 'string') {
    const why = answer.error_description ?? answer.error ?? text.slice(0, 200)
    throw new Error(`${new URL(request.url).host} answered ${response.status}: ${why}`)
  }
  const life = Number(answer.expires_in)
  return { token: answer.access_token, lifeSeconds: life > 0 ? life : DEFAULT_LIFE_SECONDS }
}

interface TokenAnswer {
  readonly access_token?: unknown
  readonly expires_in?: unknown
  readonly error?: unknown
  readonly error_description?: unknown
}

function parse(text: string): TokenAnswer {
  try {
    return (JSON.parse(text) as TokenAnswer | null) ?? {}
  } catch {
    return {}
  }
}
