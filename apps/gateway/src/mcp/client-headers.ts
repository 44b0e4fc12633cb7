import type { IncomingHttpHeaders } from 'node:http'
import type { McpServer } from '@kansoku/routing'
import type { IsOwnKey } from '../http/authentication.ts'

interface HeaderRules {
  /** All of the config: a header may be for one that this caller may not use. */
  readonly servers: readonly McpServer[]
  readonly isOwnKey: IsOwnKey
}

/**
 * Headers of a client that are for a server: those that the config passes on, and `x-mcp-<server>-<header>`. A key of
 * this gateway never goes further.
 */
export function headersFor(
  server: McpServer,
  given: IncomingHttpHeaders,
  { servers, isOwnKey }: HeaderRules,
): Readonly<Record<string, string>> {
  if (server.transport.kind === 'stdio') return {}
  const found: Record<string, string> = {}
  const add = (header: string, value: string | string[] | undefined) => {
    if (header !== '' && typeof value === 'string' && value !== '' && !isOwnKey(value)) found[header] = value
  }
  for (const header of server.transport.forwarded) add(header, given[header])
  const [own, all] = [startsOf(server), servers.flatMap(startsOf)]
  for (const header of Object.keys(given)) {
    // Of "git" and "git-hub" the longer one is meant.
    const start = all.filter((one) => header.startsWith(one)).sort((a, b) => b.length - a.length)[0]
    if (start !== undefined && own.includes(start)) add(header.slice(start.length), given[header])
  }
  return found
}

const startsOf = ({ name, prefix }: McpServer) => [name, prefix].map((one) => `x-mcp-${one.toLowerCase()}-`)
