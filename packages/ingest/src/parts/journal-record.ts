import { type AnyPart, withFields } from '../ledger/call-part.ts'
import { type PartBody, splitBody } from './part-body.ts'

type Head = [
  projectId: string,
  entity: AnyPart['entity'],
  entityId: string,
  id: string,
  time: number,
  isCreate: boolean,
  /** Of its body. */
  bytes: number,
]

const lineFeed = 10

/**
 * The parts of one request as the journal keeps them: a line of JSON that tells of each part all but its body, then the
 * bodies as they are, one after the other. Within JSON their texts would be escaped, most of them for the second time.
 */
export function encodeParts(parts: readonly AnyPart[]): Buffer {
  let bytes = 0
  const heads = parts.map(({ projectId, entity, entityId, id, time, isCreate, body }): Head => {
    const length = byteLength(body)
    bytes += length
    return [projectId, entity, entityId, id, time, isCreate, length]
  })
  const line = JSON.stringify({ heads })
  const start = Buffer.byteLength(line)
  const record = Buffer.allocUnsafeSlow(start + 1 + bytes)
  record.write(line)
  record[start] = lineFeed
  let at = start + 1
  for (const { body } of parts) at = writeBody(record, body, at)
  return record
}

function byteLength([line, ...texts]: PartBody): number {
  const separator = texts.length === 0 ? 0 : 1
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Buffer.byteLength(line) + separator)
}

function writeBody(record: Buffer, [line, ...texts]: PartBody, start: number): number {
  let at = start + record.write(line, start)
  if (texts.length > 0) record[at++] = lineFeed
  for (const text of texts) at += record.write(text, at)
  return at
}

/** Throws where the record is not what `encodeParts` made, now or in earlier versions. */
export function decodeParts(record: Buffer): AnyPart[] {
  const start = record.indexOf(lineFeed)
  if (start === -1) return decodeEarlier(record)
  const { heads } = JSON.parse(record.toString('utf8', 0, start)) as { heads: Head[] }
  let at = start + 1
  return heads.map(([projectId, entity, entityId, id, time, isCreate, bytes]) => {
    const body = splitBody(record.toString('utf8', at, at + bytes))
    at += bytes
    return withFields({ projectId, entity, entityId, id, time, isCreate, body })
  })
}

/** JSON as a whole, which has no line feed. */
function decodeEarlier(record: Buffer): AnyPart[] {
  type Line = [...head: Head extends [...infer Others, number] ? Others : never, body: string]
  const lines = JSON.parse(record.toString('utf8')) as Line[]
  return lines.map(([projectId, entity, entityId, id, time, isCreate, body]) =>
    withFields({ projectId, entity, entityId, id, time, isCreate, body: splitBody(body) }),
  )
}
