import type { McpServer } from '@kansoku/routing'
import type { CallToolResult, Client, Progress, RequestOptions, Tool } from '@modelcontextprotocol/client'
import type { GrantedServer } from '../access/mcp-access.ts'
import type { Log } from '../log.ts'
import type { McpLinks } from './live-servers.ts'
import { McpError } from './mcp-error.ts'

/** One tool of one server. */
export interface NamedTool {
  readonly server: McpServer
  /** As the server has it. */
  readonly tool: string
}

export interface ListedTool {
  readonly server: McpServer
  readonly tool: Tool
}

interface ToolCall extends NamedTool {
  readonly input: Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** The tools of all servers that one caller may use. */
export interface Toolbox {
  /**
   * A server that does not answer is left out, but for the last one.
   * @throws {McpError} when no server answers
   */
  list(signal: AbortSignal): Promise<readonly ListedTool[]>
  /** What clients call a tool: with the name of its server before it where there are several servers. */
  nameOf(tool: NamedTool): string
  /** @throws {McpError} for a tool that is not there, or not for this caller */
  find(name: string, signal: AbortSignal): Promise<NamedTool>
  /** @throws {McpError} when there is no answer */
  call(call: ToolCall): Promise<CallToolResult>
}

interface ToolboxOptions {
  readonly granted: readonly GrantedServer[]
  readonly links: McpLinks
  /** Of the client, for a server. */
  readonly headersFor: (server: McpServer) => Readonly<Record<string, string>>
  /** Is told all tools of a server, of whatever use they are to this caller. */
  readonly onListed: (server: string, tools: readonly string[]) => void
  readonly log: Log
}

/** Who lists the tools of many servers does not wait longer for one of them. */
const mostListMs = 10_000
/** How often the time of a call may begin anew because the tool says that it goes on. */
const mostTimeouts = 10

export function openToolbox({ granted, links, headersFor, onListed, log }: ToolboxOptions): Toolbox {
  const isPlain = granted.length === 1
  const use = <T>(
    server: McpServer,
    timeout: number,
    signal: AbortSignal,
    ask: (client: Client, options: RequestOptions) => Promise<T>,
  ) =>
    links(server).use({ headers: headersFor(server), waitMs: timeout, signal }, (client) =>
      ask(client, { timeout, signal }),
    )

  const listOne = async ({ server, mayUse }: GrantedServer, signal: AbortSignal): Promise<ListedTool[]> => {
    const timeout = Math.min(mostListMs, server.timeoutSeconds * 1000)
    const { tools } = await use(server, timeout, signal, (client, options) =>
      client.listTools(undefined, options),
    )
    onListed(
      server.name,
      tools.map(({ name }) => name),
    )
    return tools.filter(({ name }) => mayUse(name)).map((tool) => ({ server, tool }))
  }
  const prefixed = ({ server, tool }: NamedTool) => `${server.prefix}-${tool}`
  const findAmongMany = (name: string): NamedTool | undefined => {
    const fitting = granted
      .filter(({ server }) => name.startsWith(prefixed({ server, tool: '' })))
      // Of "a" and "a-b" the longer one.
      .sort((a, b) => b.server.prefix.length - a.server.prefix.length)[0]
    if (!fitting) return undefined
    const { server, mayUse } = fitting
    const tool = name.slice(server.prefix.length + 1)
    return mayUse(tool) ? { server, tool } : undefined
  }
  /** Whoever knows the name from where there are several servers may use it here, too. */
  const findInOne = async (one: GrantedServer, name: string, signal: AbortSignal) => {
    const alike = findAmongMany(name)
    if (alike) {
      const tools = await listOne(one, signal)
      if (!tools.some(({ tool }) => tool.name === name)) return alike
    }
    return one.mayUse(name) ? { server: one.server, tool: name } : undefined
  }

  return {
    nameOf: (named) => (isPlain ? named.tool : prefixed(named)),
    async list(signal) {
      const lists = await Promise.allSettled(granted.map((one) => listOne(one, signal)))
      const failed = lists.filter((list) => list.status === 'rejected')
      for (const { reason } of failed) log.debug({ reason: String(reason) }, 'tools could not be listed')
      if (failed[0] && failed.length === lists.length) throw failed[0].reason
      return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
    },
    async find(name, signal) {
      const [one] = granted
      const found = isPlain && one ? await findInOne(one, name, signal) : findAmongMany(name)
      if (found) return found
      const names = granted.map(({ server }) => server.prefix).join(', ')
      const hint = granted.length > 1 ? ` Tools are called <server>-<tool> here; there are ${names}.` : ''
      throw new McpError('unknown_tool', `There is no tool "${name}" that this key may use.${hint}`)
    },
    call({ server, tool, input, signal, onProgress }) {
      const timeout = server.timeoutSeconds * 1000
      const progress = onProgress
        ? { onprogress: onProgress, resetTimeoutOnProgress: true, maxTotalTimeout: mostTimeouts * timeout }
        : {}
      return use(server, timeout, signal, (client, options) =>
        client.callTool({ name: tool, arguments: { ...input } }, { ...options, ...progress }),
      )
    },
  }
}
