export type { ApiKeys, AuthenticatedKey } from './api-keys/api-keys.ts'
export type { Clock, PlatformContext } from './context.ts'
