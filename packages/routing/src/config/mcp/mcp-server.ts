/** How an MCP server is reached. */
export type McpTransport =
  | {
      readonly kind: 'stdio'
      readonly command: string
      readonly args: readonly string[]
      /** What the process is told besides the little that every program needs. */
      readonly env: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'http' | 'sse'
      readonly url: string
      /** Of every request, credentials included. */
      readonly headers: Readonly<Record<string, string>>
      /** Names of headers of clients that are passed on, in lower case. */
      readonly forwarded: readonly string[]
    }

/** One entry of `mcp_servers`. */
export interface McpServer {
  /** Its key in the file, blanks as `_`; the only name that is unique. */
  readonly name: string
  /** What clients see in front of the names of its tools; the name where there is no alias. */
  readonly prefix: string
  readonly description?: string
  readonly transport: McpTransport
  /** Of one request to it. */
  readonly timeoutSeconds: number
  /** Absent: all. */
  readonly allowedTools?: readonly string[]
  readonly disallowedTools: readonly string[]
  /** Names that keys may be given instead of servers. */
  readonly accessGroups: readonly string[]
  /** Also for keys that are given other servers. */
  readonly forAllKeys: boolean
}
