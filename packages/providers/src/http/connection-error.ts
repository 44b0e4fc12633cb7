import { ProviderError } from '../spec/error.ts'

const ADVICE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name does not resolve; check api_base or the region',
  EAI_AGAIN: 'the host name could not be looked up; check the network',
  ECONNREFUSED: 'nothing listens there; check host and port',
  UND_ERR_CONNECT_TIMEOUT: 'no connection was made in time; check the network and proxy settings',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed',
}

/** What a failed connection means to the caller: class `api_connection`, or the `ProviderError` it already is. */
export function toConnectionError(provider: string, url: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  const code = codeOf(error)
  const text = ADVICE[code] ?? (error instanceof Error ? error.message : String(error))
  const where = new URL(url).host
  return new ProviderError('api_connection', `Cannot reach ${where}: ${text}`, {
    provider,
    cause: error,
    ...(code === '' ? {} : { code }),
  })
}

function codeOf(error: unknown): string {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown[] }
  if (typeof code === 'string') return code
  if (Array.isArray(errors)) return codeOf(errors[0])
  return cause === undefined ? '' : codeOf(cause)
}
