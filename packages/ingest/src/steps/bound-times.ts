import type { NeutralEvent, ObservationFields, TraceFields } from '../events/event.ts'
import { boundInstant } from '../events/instant.ts'
import type { Step } from './step.ts'

/** Instants beyond what the engine holds are brought to the edge. */
export const boundTimesStep: Step = (event) => ({ ok: bound(event) })

function bound(event: NeutralEvent): NeutralEvent {
  const time = boundInstant(event.time)
  switch (event.kind) {
    case 'trace':
      return { ...event, time, fields: boundTrace(event.fields) }
    case 'observation':
      return { ...event, time, fields: boundObservation(event.fields) }
    case 'score':
      return { ...event, time }
  }
}

function boundTrace(fields: TraceFields): TraceFields {
  const start = boundInstant(fields.start)
  return fields.timestamp == null
    ? { ...fields, start }
    : { ...fields, start, timestamp: boundInstant(fields.timestamp) }
}

function boundObservation(fields: ObservationFields): ObservationFields {
  const bounded = { ...fields }
  for (const key of ['startTime', 'endTime', 'completionStartTime'] as const) {
    const instant = fields[key]
    if (instant != null) bounded[key] = boundInstant(instant)
  }
  return bounded
}
