import { type Role, roles } from '@kansoku/contracts'

/** Roles that somebody with a role may give and take: owners all of them, administrators all but that of owners. */
export function grantableRoles(role: Role): readonly Role[] {
  if (role === 'OWNER') return roles
  if (role === 'ADMIN') return roles.filter((one) => one !== 'OWNER')
  return []
}
