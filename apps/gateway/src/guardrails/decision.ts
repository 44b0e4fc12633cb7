import type { GuardrailMode } from '@kansoku/routing'
import type { Counts } from './detect/span.ts'

/** What a guardrail decided about a call: kinds and counts, never the text. Times in milliseconds since 1970. */
export interface GuardrailDecision {
  readonly name: string
  /** LiteLLM's name of its kind. */
  readonly type: string
  readonly mode: GuardrailMode
  /** `unreachable`: it could not be asked, and calls go on then. */
  readonly verdict: 'passed' | 'masked' | 'refused' | 'unreachable'
  readonly found: Counts
  readonly startedAt: number
  readonly endedAt: number
  /** Why the call was refused. */
  readonly message?: string
}
