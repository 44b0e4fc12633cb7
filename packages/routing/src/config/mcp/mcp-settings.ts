const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** What of an entry of `mcp_servers` is acted on. */
export const mcpServerSettings = words(`
  url command args env transport auth_type auth_value authentication_token alias description
  allowed_tools disallowed_tools extra_headers static_headers access_groups allow_all_keys timeout`)

export const mcpTransports = ['http', 'sse', 'stdio'] as const

/** How a server is shown who calls: the header, and what it holds of `auth_value`. */
export const mcpAuthentications: Readonly<Record<string, (value: string) => readonly [string, string]>> = {
  api_key: (value) => ['x-api-key', value],
  bearer_token: (value) => ['authorization', `Bearer ${value}`],
  basic: (value) => ['authorization', `Basic ${Buffer.from(value).toString('base64')}`],
  authorization: (value) => ['authorization', value],
}

type Entry = Readonly<Record<string, unknown>>

/** Which key of an entry keeps it from being served, and why; undefined for one that is served. */
export function unservedBecause(entry: Entry): { readonly key: string; readonly why: string } | undefined {
  const { auth_type: authentication, spec_path: specification } = entry
  if (specification !== undefined && specification !== null)
    return {
      key: 'spec_path',
      why: 'this server is not served: tools are not made of OpenAPI documents. Put an MCP server in front of that API and give its url.',
    }
  if (authentication === undefined || authentication === null || authentication === 'none') return undefined
  if (Object.hasOwn(mcpAuthentications, String(authentication))) return undefined
  return {
    key: 'auth_type',
    why: `this server is not served: "${String(authentication)}" is not supported. It may be none, ${Object.keys(mcpAuthentications).join(', ')}; with extra_headers clients send credentials of their own.`,
  }
}
