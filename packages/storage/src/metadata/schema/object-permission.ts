/** LiteLLM's `object_permission`, as far as it is about MCP servers. */
export interface StoredObjectPermission {
  readonly mcp_servers?: readonly string[]
  readonly mcp_access_groups?: readonly string[]
  readonly mcp_tool_permissions?: Readonly<Record<string, readonly string[]>>
}
