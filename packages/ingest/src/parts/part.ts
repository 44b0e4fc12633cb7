import { hash } from 'node:crypto'
import type { Entity, EventPartRow } from '@kansoku/storage'
import type { NeutralEvent, ObservationFields, ScoreFields, TraceFields } from '../events/event.ts'
import { formatInstant, type Micros, parseStoredInstant } from '../events/instant.ts'
import {
  decodeBody,
  encodeBody,
  joinBody,
  type LongText,
  longTexts,
  type PartBody,
  splitBody,
} from './part-body.ts'
import { type StoredText, storedText } from './stored-text.ts'

type WithText<Fields, Key extends LongText> = Omit<Fields, Key> & { [K in Key]?: StoredText }

/** Fields of a part: those of its event with long texts in the form in which they are stored. */
export interface FieldsOf {
  trace: WithText<TraceFields, LongText>
  observation: WithText<ObservationFields, 'input' | 'output'>
  score: ScoreFields
}

/** One contribution to an entity, ready to be stored and folded. */
export interface Part {
  readonly projectId: string
  readonly entity: Entity
  readonly entityId: string
  /** Equal ids mean equal content: the id holds a hash of all that the fold reads. */
  readonly id: string
  readonly time: Micros
  readonly isCreate: boolean
  readonly fields: FieldsOf[Entity]
  /** The fields as text: see `part-body.ts`. */
  readonly body: PartBody
  /** Texts that `fields` lack: they stand in the row of the entity alone. */
  readonly absent?: readonly LongText[]
}

/** Makes the part of an event. Its id is a function of the event alone, so that a repeated event is the same part. */
export function toPart(projectId: string, event: NeutralEvent): Part {
  const fields = storedFields(event)
  const body = encodeBody(fields)
  const { kind, eventId, time, isCreate } = event
  const id = event.id.toWellFormed()
  const told = `${kind}\n${id}\n${isCreate}\n${time}\n${joinBody(body)}`
  const digest = hash('sha1', told, 'base64url').slice(0, 16)
  return {
    projectId,
    entity: kind,
    entityId: id,
    id: `${eventId.toWellFormed()}~${digest}`,
    time,
    isCreate,
    fields,
    body,
  }
}

function storedFields({ fields }: NeutralEvent): FieldsOf[Entity] {
  const stored = fields as unknown as Record<string, unknown>
  for (const key of longTexts) {
    if (!(key in stored)) continue
    const text = storedText(stored[key])
    if (text === undefined) delete stored[key]
    else stored[key] = text
  }
  return stored as unknown as FieldsOf[Entity]
}

/** @param textsInRows the texts of an observation are left to its row: see docs/decisions/0021-texts-stand-in-rows.md */
export function toPartRow(part: Part, receivedAt: string, textsInRows = false): EventPartRow {
  return {
    project_id: part.projectId,
    entity: part.entity,
    entity_id: part.entityId,
    event_id: part.id,
    event_time: formatInstant(part.time),
    is_create: part.isCreate ? 1 : 0,
    // The line alone still tells of the texts.
    body: textsInRows && part.entity === 'observation' ? part.body[0] : joinBody(part.body),
    received_at: receivedAt,
  }
}

export function fromPartRow(row: Omit<EventPartRow, 'received_at'>): Part {
  const body = splitBody(row.body)
  const { fields, absent } = decodeBody(body)
  return {
    projectId: row.project_id,
    entity: row.entity,
    entityId: row.entity_id,
    id: row.event_id,
    time: parseStoredInstant(row.event_time),
    isCreate: row.is_create === 1,
    fields: fields as FieldsOf[Entity],
    body,
    ...(absent.length > 0 && { absent }),
  }
}
