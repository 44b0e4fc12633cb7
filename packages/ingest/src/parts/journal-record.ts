import { type AnyPart, withFields } from '../ledger/call-part.ts'

type Line = [
  projectId: string,
  entity: AnyPart['entity'],
  entityId: string,
  id: string,
  time: number,
  isCreate: boolean,
  body: string,
]

/** The parts of one request as the journal keeps them: JSON. */
export function encodeParts(parts: readonly AnyPart[]): string {
  const lines = parts.map(
    ({ projectId, entity, entityId, id, time, isCreate, body }): Line => [
      ...([projectId, entity, entityId] as const),
      ...([id, time, isCreate, body] as const),
    ],
  )
  return JSON.stringify(lines)
}

/** Throws where the record is not what `encodeParts` made. */
export function decodeParts(record: Uint8Array): AnyPart[] {
  const lines = JSON.parse(new TextDecoder().decode(record)) as Line[]
  return lines.map(([projectId, entity, entityId, id, time, isCreate, body]) =>
    withFields({ projectId, entity, entityId, id, time, isCreate, body }),
  )
}
