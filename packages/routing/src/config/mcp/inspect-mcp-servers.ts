import type { ConfigWarning } from '../config-error.ts'
import type { ResolvedSource } from '../fields.ts'
import { isMap } from '../inspect.ts'
import { findNearest } from '../suggest.ts'
import { mcpAuthentications, mcpServerSettings, unservedBecause } from './mcp-settings.ts'

/** One warning for each key of an MCP server without effect, for each that keeps it from being served, and for missing credentials. */
export function inspectMcpServers({ source, sections }: ResolvedSource): ConfigWarning[] {
  const servers = isMap(sections.mcp_servers) ? sections.mcp_servers : {}
  return Object.entries(servers).flatMap(([name, values]) => {
    if (!isMap(values)) return []
    const warn = (key: string, message: string): ConfigWarning => ({
      file: source.file,
      line: source.lineOf(['mcp_servers', name, key]) ?? source.lineOf(['mcp_servers', name]),
      key: `mcp_servers.${name}.${key}`,
      message,
    })
    const unserved = unservedBecause(values)
    if (unserved) return [{ ...warn(unserved.key, unserved.why), important: true }]
    const strange = Object.keys(values).filter((key) => !mcpServerSettings.has(key))
    return [...strange.map((key) => warn(key, explainKey(key))), ...explainCredentials(values, warn)]
  })
}

function explainKey(key: string): string {
  const near = findNearest(key, mcpServerSettings, 1 / 4)
  return `is a setting of MCP servers that this version does not act on.${near ? ` You may mean "${near}".` : ''}`
}

function explainCredentials(
  values: Readonly<Record<string, unknown>>,
  warn: (key: string, message: string) => ConfigWarning,
): ConfigWarning[] {
  const { auth_type: type, auth_value: value, authentication_token: token, command } = values
  if (!Object.hasOwn(mcpAuthentications, String(type))) return []
  if (command) return [warn('auth_type', 'has no effect on a program; give it what it needs under env.')]
  if (value || token) return []
  return [
    { ...warn('auth_value', 'is missing: this server is called without credentials.'), important: true },
  ]
}
