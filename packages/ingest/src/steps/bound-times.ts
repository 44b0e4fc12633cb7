import { boundInstant } from '../events/instant.ts'
import type { Step } from './step.ts'

/** Instants beyond what the engine holds are brought to the edge. */
export const boundTimesStep: Step = (event) => {
  event.time = boundInstant(event.time)
  if (event.kind === 'trace') {
    const { fields } = event
    fields.start = boundInstant(fields.start)
    if (fields.timestamp != null) fields.timestamp = boundInstant(fields.timestamp)
  }
  if (event.kind === 'observation') {
    const { fields } = event
    if (fields.startTime != null) fields.startTime = boundInstant(fields.startTime)
    if (fields.endTime != null) fields.endTime = boundInstant(fields.endTime)
    if (fields.completionStartTime != null) {
      fields.completionStartTime = boundInstant(fields.completionStartTime)
    }
  }
  return { ok: event }
}
