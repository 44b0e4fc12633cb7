import { z } from 'zod'
import { name, unsupported } from './fields.ts'

/**
 * Which MCP servers calls may use, by name or alias. Where nothing is named, all of them; `no-mcp-servers` stands for
 * none. A name that does not exist is kept: servers come and go with the gateway's config file.
 */
export const objectPermission = z.strictObject({
  mcp_servers: z.array(name).max(1000).nullish(),
  mcp_access_groups: z.array(name).max(1000).nullish(),
  /** The tools of a server; of others all. */
  mcp_tool_permissions: z.record(name, z.array(name).max(1000)).nullish(),
  mcp_toolsets: unsupported,
  vector_stores: unsupported,
  agents: unsupported,
  agent_access_groups: unsupported,
})
export type ObjectPermission = z.infer<typeof objectPermission>

/** As it is kept and shown. */
export const shownObjectPermission = z.object({
  mcp_servers: z.array(z.string()).default([]),
  mcp_access_groups: z.array(z.string()).default([]),
  mcp_tool_permissions: z.record(z.string(), z.array(z.string())).default({}),
})
export type ShownObjectPermission = z.infer<typeof shownObjectPermission>
