import type { Role } from '@kansoku/contracts'

/** What may be done in a project. Source of the table: Langfuse's documentation on access control. */
export type ProjectScope = 'project:read' | 'traces:read' | 'apiKeys:read'

const viewer: readonly ProjectScope[] = ['project:read', 'traces:read']
const member: readonly ProjectScope[] = [...viewer, 'apiKeys:read']

const scopesOf: Readonly<Record<Role, ReadonlySet<ProjectScope>>> = {
  OWNER: new Set(member),
  ADMIN: new Set(member),
  MEMBER: new Set(member),
  VIEWER: new Set(viewer),
  NONE: new Set(),
}

export function hasProjectScope(role: Role, scope: ProjectScope): boolean {
  return scopesOf[role].has(scope)
}
