import type { NeutralEvent } from '../events/event.ts'
import { boundTimesStep } from './bound-times.ts'
import { environmentStep } from './environment.ts'
import { extractToolsStep } from './extract-tools.ts'
import type { Step, StepOutcome } from './step.ts'

/** Everything that happens to an event between its decoding and the store, in this order. */
const steps: readonly Step[] = [boundTimesStep, environmentStep, extractToolsStep]

export function runSteps(event: NeutralEvent): StepOutcome {
  let current = event
  for (const step of steps) {
    const outcome = step(current)
    if (!('ok' in outcome)) return outcome
    current = outcome.ok
  }
  return { ok: current }
}
