import { z } from 'zod'
import type { LimitChanges } from './limits.ts'
import type { ObjectPermission } from './object-permission.ts'

/** Whoever has limits besides keys. */
export const limitHolder = z.enum(['organization', 'team', 'user', 'end_user', 'tag'])
export type LimitHolder = z.infer<typeof limitHolder>

/** What a request says of one, whichever it is; what is absent stays as it is, null takes it away. */
export interface HolderChanges extends LimitChanges {
  readonly alias?: string | null | undefined
  readonly email?: string | null | undefined
  readonly role?: string | null | undefined
  readonly organizationId?: string | null | undefined
  readonly projectId?: string | undefined
  readonly models?: readonly string[] | null | undefined
  readonly modelAliases?: Readonly<Record<string, string>> | null | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
  /** Part of the metadata. */
  readonly tags?: readonly string[] | null | undefined
  /** Of a team. */
  readonly objectPermission?: ObjectPermission | null | undefined
  /** Of a team; null: the default. */
  readonly memberPermissions?: readonly string[] | null | undefined
  readonly blocked?: boolean | null | undefined
  readonly budgetId?: string | null | undefined
  /** Of an end user. */
  readonly allowedModelRegion?: string | null | undefined
  readonly defaultModel?: string | null | undefined
}
