export { accounts, sessions, users, verifications } from './accounts.ts'
export { apiKeyScope, apiKeys } from './api-keys.ts'
export { kansoku } from './kansoku-schema.ts'
export {
  memberRole,
  organizationMemberships,
  organizations,
  projectMemberships,
  projects,
} from './organizations.ts'
export { settings, versions } from './settings.ts'
