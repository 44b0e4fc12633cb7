/** Why a tool could not be listed or called, in words for its user. */
export class McpError extends Error {
  override readonly name = 'McpError'
  readonly kind: 'unavailable' | 'timeout' | 'cancelled' | 'failed' | 'unknown_tool'
  /** The server's own code, where it gave one. */
  readonly code: number | undefined

  constructor(kind: McpError['kind'], message: string, code?: number) {
    super(message)
    this.kind = kind
    this.code = code
  }
}
