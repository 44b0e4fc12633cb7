import type { ConfigError } from '../config-error.ts'
import { faultAt } from '../fault.ts'
import type { Fields, ResolvedSource } from '../fields.ts'
import { isMap } from '../inspect.ts'
import { readHttpTransport } from './http-transport.ts'
import { type McpEntry, openMcpEntry } from './mcp-entry.ts'
import type { McpServer, McpTransport } from './mcp-server.ts'
import { mcpTransports, unservedBecause } from './mcp-settings.ts'

const usualTimeoutSeconds = 60
/** A day. */
const mostTimeoutSeconds = 86_400

/** The MCP servers of all files that can be served; of two with one name that of the including file. Throws `ConfigError`. */
export function compileMcpServers(sources: readonly ResolvedSource[], fields: Fields): readonly McpServer[] {
  const aliases = readAliases(fields)
  const byName = new Map<string, McpServer>()
  const prefixes = new Set<string>()
  for (const { source, sections } of sources) {
    for (const [key, values] of Object.entries(isMap(sections.mcp_servers) ? sections.mcp_servers : {})) {
      if (!isMap(values)) throw notMap(source, key)
      if (byName.has(nameOf(key)) || unservedBecause(values)) continue
      const server = compileServer(openMcpEntry(source, key, values), aliases)
      if (prefixes.has(server.prefix.toLowerCase())) throw taken(source, key, server.prefix)
      prefixes.add(server.prefix.toLowerCase())
      byName.set(server.name, server)
    }
  }
  return [...byName.values()]
}

const nameOf = (key: string) => key.trim().replace(/\s+/g, '_')

function compileServer(entry: McpEntry, aliases: ReadonlyMap<string, string>): McpServer {
  const name = nameOf(entry.name)
  const alias = entry.text('alias') ?? aliases.get(entry.name) ?? aliases.get(name)
  const prefix = alias === undefined ? name : nameOf(alias)
  if (![name, prefix].every((one) => /^[\w.-]{1,64}$/.test(one)))
    entry.fail('alias', 'or its name cannot stand in an address.', 'Use letters, digits, "_", "-" and ".".')
  const description = entry.text('description')
  const allowedTools = entry.texts('allowed_tools')
  return {
    name,
    prefix,
    transport: readTransport(entry),
    timeoutSeconds: readTimeout(entry),
    disallowedTools: entry.texts('disallowed_tools') ?? [],
    accessGroups: entry.texts('access_groups') ?? [],
    forAllKeys: entry.boolean('allow_all_keys') ?? false,
    ...(description === undefined ? {} : { description }),
    ...(allowedTools === undefined || allowedTools.length === 0 ? {} : { allowedTools }),
  }
}

function readTimeout(entry: McpEntry): number {
  const seconds = entry.number('timeout') ?? usualTimeoutSeconds
  if (seconds <= 0) entry.fail('timeout', 'is not above 0.', 'Write seconds, for instance 60.')
  return Math.min(seconds, mostTimeoutSeconds)
}

function readTransport(entry: McpEntry): McpTransport {
  const command = entry.text('command')
  const named = entry.text('transport') ?? (command === undefined ? 'http' : 'stdio')
  const kind = mcpTransports.find((one) => one === named)
  if (!kind) return entry.fail('transport', `is "${named}".`, `Write ${mcpTransports.join(', ')}.`)
  if (kind === 'stdio') {
    if (command === undefined)
      return entry.fail('command', 'is missing.', 'Add "command:" with the program to start.')
    return { kind, command, args: entry.texts('args') ?? [], env: entry.map('env') }
  }
  return { kind, ...readHttpTransport(entry) }
}

/** `mcp_aliases` has `alias: name`; the first one of a server counts. */
function readAliases(fields: Fields): ReadonlyMap<string, string> {
  const found = fields.find('litellm_settings', 'mcp_aliases')
  if (!found) return new Map()
  if (!isMap(found.value)) return found.fail('is not a map.', 'Write mcp_aliases: {alias: server}.')
  const pairs = Object.entries(found.value).map(([alias, name]) => [String(name), alias] as const)
  return new Map(pairs.reverse())
}

function notMap(source: ResolvedSource['source'], key: string): ConfigError {
  return faultAt(
    source,
    ['mcp_servers', key],
    `mcp_servers.${key} is not a map.`,
    'Write one "key: value" per line below it, indented.',
  )
}

function taken(source: ResolvedSource['source'], key: string, prefix: string): ConfigError {
  return faultAt(
    source,
    ['mcp_servers', key, 'alias'],
    `The MCP server "${key}" has the name "${prefix}", which another one has.`,
    'Give each a name, or an alias, of its own.',
  )
}
