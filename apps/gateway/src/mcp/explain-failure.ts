import type { McpServer } from '@kansoku/routing'
import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError, SseError } from '@modelcontextprotocol/client'
import { McpError } from './mcp-error.ts'

/** What the library or the network threw while a server was asked, in words for the user of its tools. */
export function explainFailure(error: unknown, server: McpServer, signal?: AbortSignal): McpError {
  if (error instanceof McpError) return error
  const who = `The MCP server "${server.prefix}"`
  if (signal?.aborted) return new McpError('cancelled', 'The client closed the connection (499).')
  if (ProtocolError.isInstance(error)) return new McpError('failed', error.message, error.code)
  if (SdkHttpError.isInstance(error))
    return new McpError('unavailable', `${who} answered with status ${error.status}.`)
  if (error instanceof SseError && error.code !== undefined)
    return new McpError('unavailable', `${who} answered with status ${error.code}.`)
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.RequestTimeout)
    return new McpError('timeout', `${who} did not answer within ${server.timeoutSeconds} s.`)
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.ConnectionClosed)
    return new McpError('unavailable', `${who} ended before it answered.`)
  if (SdkError.isInstance(error))
    return new McpError('failed', `${who} gave an answer that is not one: ${error.message}`)
  const code = codeOf(error)
  return new McpError('unavailable', `${who} cannot be reached${code === undefined ? '' : `: ${code}`}.`)
}

/** All that is told of an error of any kind: messages may show addresses and headers, and the secrets in them. */
export function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
}

/** The session is gone: what was asked has not been done. */
export function isSessionLost(error: unknown): boolean {
  return SdkHttpError.isInstance(error) && error.status === 404
}

/** Nothing more comes over this connection. A request by HTTP that fails says nothing of the next one. */
export function isConnectionLost(error: unknown): boolean {
  if (isSessionLost(error)) return true
  const lost: readonly string[] = [
    SdkErrorCode.ConnectionClosed,
    SdkErrorCode.NotConnected,
    SdkErrorCode.SendFailed,
  ]
  return SdkError.isInstance(error) && lost.includes(error.code)
}

export function isTimeout(error: unknown): boolean {
  return SdkError.isInstance(error) && error.code === SdkErrorCode.RequestTimeout
}
