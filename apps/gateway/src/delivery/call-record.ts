import { expandSharedTexts, type GatewayCallInput } from '@kansoku/contracts/gateway'
import { type JsonPiece, joinPieces } from '@kansoku/providers'
import type { WrittenEvents } from '../recording/build-events.ts'
import type { WrittenRecord } from '../spool/spool.ts'

/** What is known of a call beside its events. */
interface CallHead {
  /** Undefined: the default project. */
  readonly projectId?: string | undefined
  /** Only the connected server may know of it. */
  readonly serverOnly?: boolean
  /** Lines of the ledger, for the connected server alone. Undefined in what earlier versions wrote. */
  readonly calls?: readonly GatewayCallInput[] | undefined
}

/** One call as the spool keeps it. */
interface WrittenCall extends WrittenEvents, CallHead {}

/** The same as it comes back, each part JSON text in UTF-8: who delivers it parses nothing. */
export interface CallRecord {
  readonly head: Buffer
  readonly events: Buffer
  readonly texts: readonly Buffer[]
}

/** Lines of JSON: what is known of the call, its events, its texts. */
export function toCallRecord({ projectId, serverOnly, calls, events, texts }: WrittenCall): WrittenRecord {
  const head = JSON.stringify({ projectId, ...(serverOnly ? { serverOnly } : {}), calls })
  const record: JsonPiece[] = [head, '\n[', ...separated(events, ','), ']']
  for (const text of texts) record.push('\n', ...(typeof text === 'string' ? [text] : text))
  return record
}

function separated(items: readonly string[], separator: string): readonly string[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]))
}

/** The same as it comes back. */
export function encodeCallRecord(record: WrittenRecord): Buffer {
  return joinPieces(record)
}

const lineBreak = 0x0a
const noHead = Buffer.from('{}')
const bracket = '['.charCodeAt(0)

export function readCallRecord(record: Buffer): CallRecord {
  // Earlier versions wrote events alone.
  if (record[0] === bracket) return { head: noHead, events: record, texts: [] }
  const [head = noHead, events = Buffer.from('[]'), ...texts] = splitLines(record)
  return { head, events, texts }
}

export function headOf({ head }: CallRecord): CallHead {
  return JSON.parse(head.toString()) as CallHead
}

/** The events with their texts in place, as any Langfuse takes them. */
export function wholeEvents({ events, texts }: CallRecord): { readonly id: string }[] {
  return expandSharedTexts(
    JSON.parse(events.toString()) as { readonly id: string }[],
    texts.map((text) => JSON.parse(text.toString()) as unknown),
  )
}

function splitLines(text: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = text.indexOf(lineBreak); end >= 0; end = text.indexOf(lineBreak, start)) {
    lines.push(text.subarray(start, end))
    start = end + 1
  }
  return [...lines, text.subarray(start)]
}
