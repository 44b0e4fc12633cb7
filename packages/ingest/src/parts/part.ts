import { hash } from 'node:crypto'
import type { Entity, EventPartRow } from '@kansoku/storage'
import type { NeutralEvent, ObservationFields, ScoreFields, TraceFields } from '../events/event.ts'
import { formatInstant, type Micros, parseStoredInstant } from '../events/instant.ts'
import { type StoredText, storedText } from './stored-text.ts'

type WithText<Fields, Key extends string> = Omit<Fields, Key> & { [K in Key]?: StoredText }

/** Fields of a part: those of its event with input and output in the form in which they are stored. */
export type TracePartFields = WithText<Omit<TraceFields, 'fallback'>, 'input' | 'output'> & {
  fallback?: WithText<NonNullable<TraceFields['fallback']>, 'input' | 'output'>
}
export type ObservationPartFields = WithText<ObservationFields, 'input' | 'output'>
export type PartFields = TracePartFields | ObservationPartFields | ScoreFields

/** One contribution to an entity, ready to be stored and folded. */
export interface Part {
  readonly projectId: string
  readonly entity: Entity
  readonly entityId: string
  /** Equal ids mean equal content: the id holds a hash of all that the fold reads. */
  readonly id: string
  readonly time: Micros
  readonly isCreate: boolean
  /** The fields as JSON. */
  readonly body: string
}

/** Makes the part of an event. Its id is a function of the event alone, so that a repeated event is the same part. */
export function toPart(projectId: string, event: NeutralEvent): Part {
  const body = JSON.stringify(storedFields(event))
  const { kind, id, eventId, time, isCreate } = event
  const digest = hash('sha1', `${kind}\n${id}\n${isCreate}\n${time}\n${body}`, 'base64url').slice(0, 16)
  return { projectId, entity: kind, entityId: id, id: `${eventId}~${digest}`, time, isCreate, body }
}

function storedFields(event: NeutralEvent): PartFields {
  switch (event.kind) {
    case 'trace': {
      const { fallback, ...fields } = event.fields
      return {
        ...withStoredText(fields),
        ...(fallback && { fallback: withStoredText(fallback) }),
      }
    }
    case 'observation':
      return withStoredText(event.fields)
    case 'score':
      return event.fields
  }
}

function withStoredText<Fields extends { input?: unknown; output?: unknown }>({
  input,
  output,
  ...rest
}: Fields): WithText<Fields, 'input' | 'output'> {
  const storedInput = storedText(input)
  const storedOutput = storedText(output)
  return {
    ...rest,
    ...(storedInput && { input: storedInput }),
    ...(storedOutput && { output: storedOutput }),
  } as WithText<Fields, 'input' | 'output'>
}

export function toPartRow(part: Part, receivedAt: Micros): EventPartRow {
  return {
    project_id: part.projectId,
    entity: part.entity,
    entity_id: part.entityId,
    event_id: part.id,
    event_time: formatInstant(part.time),
    is_create: part.isCreate ? 1 : 0,
    body: part.body,
    received_at: formatInstant(receivedAt),
  }
}

export function fromPartRow(row: Omit<EventPartRow, 'received_at'>): Part {
  return {
    projectId: row.project_id,
    entity: row.entity,
    entityId: row.entity_id,
    id: row.event_id,
    time: parseStoredInstant(row.event_time),
    isCreate: row.is_create === 1,
    body: row.body,
  }
}
