import { hash } from 'node:crypto'
import type { NeutralEvent, ObservationEvent, TraceEvent, TraceFields } from '../events/event.ts'

/**
 * What observations say about traces, as few events as possible: equal statements about one trace become one, which
 * keeps their earliest start and latest time. The fold over such events is the same for any grouping.
 */
export function groupTraceEvents(events: readonly TraceEvent[]): TraceEvent[] {
  const groups = new Map<string, TraceEvent>()
  for (const event of events) {
    const { start, ...said } = event.fields
    const content = JSON.stringify(said)
    const digest = content.length > longestKey ? digestOf(content) : undefined
    const key = `${digest ?? content}${event.id}`
    const group = groups.get(key)
    // The statement itself decides between two at one instant: the rest of the id depends on the grouping.
    groups.set(key, group ? join(group, event) : { ...event, eventId: digest ?? digestOf(content) })
  }
  return [...groups.values()]
}

/** Of a map's keys, in UTF-16 units: V8 hashes texts of more than 16,383 by their length alone. */
const longestKey = 10_000

function digestOf(content: string): string {
  return hash('sha1', content, 'base64url').slice(0, 16)
}

function join(group: TraceEvent, event: TraceEvent): TraceEvent {
  const start = Math.min(group.fields.start, event.fields.start)
  return { ...group, time: Math.max(group.time, event.time), fields: { ...group.fields, start } }
}

/**
 * The traces that legacy observations imply: every trace exists as soon as something in it does. An observation that
 * names no trace is one of its own.
 */
export function impliedTraces(events: readonly NeutralEvent[]): TraceEvent[] {
  return groupTraceEvents(
    events.flatMap((event) => (event.kind === 'observation' ? impliedTrace(event) : [])),
  )
}

function impliedTrace({ id, time, isCreate, fields }: ObservationEvent): TraceEvent[] {
  const { traceId, startTime, name, environment } = fields
  if (traceId == null && !isCreate) return []
  const said: TraceFields = {
    start: startTime ?? time,
    ...(environment != null && { fallbackEnvironment: environment }),
    ...(traceId == null && name != null && { fallbackName: name }),
  }
  return [
    {
      kind: 'trace',
      id: traceId ?? id,
      eventId: '',
      time: said.start,
      isCreate: false,
      fields: said,
    },
  ]
}
