import type { Role } from '@kansoku/contracts'

/** What may be done in a project. Source of the table: Langfuse's documentation on access control. */
export type ProjectScope =
  | 'project:read'
  | 'project:update'
  | 'traces:read'
  | 'apiKeys:read'
  | 'apiKeys:write'
  | 'dashboards:write'

const viewer: readonly ProjectScope[] = ['project:read', 'traces:read']
const member: readonly ProjectScope[] = [...viewer, 'apiKeys:read', 'dashboards:write']

const admin: readonly ProjectScope[] = [...member, 'project:update', 'apiKeys:write']

const scopesOf: Readonly<Record<Role, ReadonlySet<ProjectScope>>> = {
  OWNER: new Set(admin),
  ADMIN: new Set(admin),
  MEMBER: new Set(member),
  VIEWER: new Set(viewer),
  NONE: new Set(),
}

export function hasProjectScope(role: Role, scope: ProjectScope): boolean {
  return scopesOf[role].has(scope)
}
