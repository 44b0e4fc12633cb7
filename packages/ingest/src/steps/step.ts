import type { NeutralEvent } from '../events/event.ts'

export type StepOutcome<Event extends NeutralEvent = NeutralEvent> =
  | { readonly ok: Event }
  /** Not stored, and the sender need not know. */
  | { readonly drop: string }
  /** Not stored; the sender is told why. */
  | { readonly reject: string }

/** One thing that happens to every event, whatever wire it came over. Steps are pure and do not know each other. */
export type Step = (event: NeutralEvent) => StepOutcome
