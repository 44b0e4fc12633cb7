import type { Headers } from '../exchange.ts'

/** What every answer to a call carries. A client may give it both ids, or the one. */
export interface CallIds {
  readonly callId: string
  readonly requestId: string
  /** What is left of the limits of the key. */
  readonly limits?: Headers
  /** Names of those that look at the call, separated by commas. */
  readonly guardrails?: string
}
