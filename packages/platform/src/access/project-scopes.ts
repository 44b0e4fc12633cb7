import type { Role } from '@kansoku/contracts'

/** What may be done in a project. Source of the table: Langfuse's documentation on access control. */
export type ProjectScope =
  | 'project:read'
  | 'project:update'
  | 'project:delete'
  | 'members:read'
  | 'traces:read'
  /** What people say about traces: bookmarks, tags, public links, comments, scores. */
  | 'traces:annotate'
  | 'traces:delete'
  | 'apiKeys:read'
  | 'apiKeys:write'
  | 'dashboards:write'
  | 'models:write'
  | 'scoreConfigs:write'
  | 'tableViews:share'

const viewer: readonly ProjectScope[] = ['project:read', 'traces:read']
const member: readonly ProjectScope[] = [
  ...viewer,
  'members:read',
  'traces:annotate',
  'apiKeys:read',
  'dashboards:write',
  'scoreConfigs:write',
  'tableViews:share',
]

const admin: readonly ProjectScope[] = [
  ...member,
  'project:update',
  'apiKeys:write',
  'traces:delete',
  'models:write',
]

const scopesOf: Readonly<Record<Role, ReadonlySet<ProjectScope>>> = {
  OWNER: new Set([...admin, 'project:delete']),
  ADMIN: new Set(admin),
  MEMBER: new Set(member),
  VIEWER: new Set(viewer),
  NONE: new Set(),
}

export function hasProjectScope(role: Role, scope: ProjectScope): boolean {
  return scopesOf[role].has(scope)
}
