import type { ObjectPermission, ShownObjectPermission } from '@kansoku/contracts'
import type { StoredObjectPermission } from '@kansoku/storage'

interface PermissionColumn {
  readonly objectPermission?: StoredObjectPermission | null
}

/** The column after a request: what it leaves out stays, what it sets to null goes. */
export function applyObjectPermission(
  stored: StoredObjectPermission | null | undefined,
  given: ObjectPermission | null | undefined,
): PermissionColumn {
  if (given === undefined) return {}
  if (given === null) return { objectPermission: null }
  const { mcp_servers, mcp_access_groups, mcp_tool_permissions } = given
  const changed = { mcp_servers, mcp_access_groups, mcp_tool_permissions }
  const asked = Object.entries(changed).filter(([, value]) => value !== undefined)
  const all = Object.entries({ ...stored, ...Object.fromEntries(asked) })
  return { objectPermission: Object.fromEntries(all.filter(([, value]) => value !== null)) }
}

/** Null where nothing was ever said. */
export function wholeObjectPermission(stored: StoredObjectPermission | null): ShownObjectPermission | null {
  if (stored === null) return null
  const { mcp_servers = [], mcp_access_groups = [], mcp_tool_permissions = {} } = stored
  return {
    mcp_servers: [...mcp_servers],
    mcp_access_groups: [...mcp_access_groups],
    mcp_tool_permissions: Object.fromEntries(
      Object.entries(mcp_tool_permissions).map(([server, tools]) => [server, [...tools]]),
    ),
  }
}
