import type { Route } from '../http/route.ts'
import { createBudget, deleteBudget, getBudgetInfo, listBudgets, updateBudget } from './budgets.ts'
import { customerPrefixes, customerRoutes } from './customers.ts'
import {
  blockKey,
  checkKeyHealth,
  deleteKeys,
  generateKey,
  getKeyInfo,
  listKeys,
  regenerateKey,
  unblockKey,
  updateKey,
} from './keys.ts'
import {
  createOrganization,
  deleteOrganizations,
  getOrganizationInfo,
  listOrganizations,
  updateOrganization,
} from './organizations.ts'
import { createTag, deleteTag, getTagInfo, listTags, updateTag } from './tags.ts'
import {
  addTeamMembers,
  addTeamModels,
  blockTeam,
  createTeam,
  deleteTeams,
  getTeamInfo,
  listTeamPage,
  listTeams,
  removeTeamMember,
  removeTeamModels,
  unblockTeam,
  updateTeam,
  updateTeamMember,
} from './teams.ts'
import { createUser, deleteUsers, getUserInfo, listRoles, listUsers, updateUser } from './users.ts'

/** The server takes LiteLLM's management routes below this path, from gateways alone. */
export const managementPrefix = '/api/internal/litellm'

/** Who asks, as the gateway has found out: `proxy_admin`, or `key:` and the hash of a virtual key. */
export const callerHeader = 'x-kansoku-caller'

/** Routes that a gateway hands on to its server. */
export const managementRoutes: readonly Route[] = [
  generateKey,
  updateKey,
  deleteKeys,
  regenerateKey,
  blockKey,
  unblockKey,
  getKeyInfo,
  listKeys,
  checkKeyHealth,
  createTeam,
  updateTeam,
  deleteTeams,
  blockTeam,
  unblockTeam,
  getTeamInfo,
  listTeams,
  listTeamPage,
  addTeamModels,
  removeTeamModels,
  addTeamMembers,
  updateTeamMember,
  removeTeamMember,
  createUser,
  updateUser,
  deleteUsers,
  getUserInfo,
  listUsers,
  listRoles,
  ...customerPrefixes.flatMap((prefix): Route[] => Object.values(customerRoutes(prefix))),
  createBudget,
  updateBudget,
  deleteBudget,
  getBudgetInfo,
  listBudgets,
  createOrganization,
  updateOrganization,
  deleteOrganizations,
  getOrganizationInfo,
  listOrganizations,
  createTag,
  updateTag,
  deleteTag,
  getTagInfo,
  listTags,
]
