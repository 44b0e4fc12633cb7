import type { LimitChanges } from './limits.ts'

/** Whoever has limits besides keys. */
export type LimitHolder = 'organization' | 'team' | 'user' | 'end_user' | 'tag'

/** What a request says of one, whichever it is; what is absent stays as it is, null takes it away. */
export interface HolderChanges extends LimitChanges {
  readonly alias?: string | null | undefined
  readonly email?: string | null | undefined
  readonly role?: string | null | undefined
  readonly organizationId?: string | null | undefined
  readonly models?: readonly string[] | null | undefined
  readonly modelAliases?: Readonly<Record<string, string>> | null | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
  readonly blocked?: boolean | null | undefined
  readonly budgetId?: string | null | undefined
}
