import type { GatewayCall } from '@kansoku/contracts'
import { type Micros, parseInstant } from '../events/instant.ts'
import type { Part } from '../parts/part.ts'
import { decodeBody, type PartBody } from '../parts/part-body.ts'

/** A line of the ledger on its way into the store, beside the parts of its call: stored as it is, never folded. */
export interface CallPart {
  readonly projectId: string
  readonly entity: 'call'
  readonly entityId: string
  readonly id: string
  readonly time: Micros
  readonly isCreate: true
  readonly fields: GatewayCall
  /** The fields as JSON. */
  readonly body: PartBody
}

/** Whatever a request may bring. */
export type AnyPart = Part | CallPart

export function toCallPart(projectId: string, fields: GatewayCall): CallPart {
  const { id, startedAt } = fields
  const time = parseInstant(startedAt) ?? 0
  return {
    projectId,
    entity: 'call',
    entityId: id,
    id,
    time,
    isCreate: true,
    fields,
    body: [JSON.stringify(fields)],
  }
}

/** A part whose fields are yet to be read from its body. */
export function withFields(part: Omit<AnyPart, 'fields'>): AnyPart {
  return { ...part, fields: decodeBody(part.body).fields } as AnyPart
}

export function isCall(part: AnyPart): part is CallPart {
  return part.entity === 'call'
}
