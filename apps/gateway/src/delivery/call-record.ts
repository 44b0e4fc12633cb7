import { expandSharedTexts, type GatewayCallInput } from '@kansoku/contracts'
import type { WrittenEvents } from '../recording/build-events.ts'

/** One call as the spool keeps it. */
export interface CallRecord extends WrittenEvents {
  /** Undefined: the default project. */
  readonly projectId: string | undefined
  /** Only the connected server may know of it. */
  readonly serverOnly: boolean
  /** Lines of the ledger, for the connected server alone. Undefined in what earlier versions wrote. */
  readonly calls: readonly GatewayCallInput[] | undefined
}

/** Lines of JSON: what is known of the call, its events, its texts. Who delivers it parses the first at most. */
export function toCallRecord({ projectId, serverOnly, calls, events, texts }: CallRecord): string {
  const head = JSON.stringify({ projectId, ...(serverOnly ? { serverOnly } : {}), calls })
  return [head, events, ...texts].join('\n')
}

export function readCallRecord(record: string): CallRecord {
  if (record.startsWith('['))
    return { projectId: undefined, serverOnly: false, calls: undefined, events: record, texts: [] }
  const [head = '{}', events = '[]', ...texts] = record.split('\n')
  const { projectId, serverOnly = false, calls } = JSON.parse(head) as Partial<CallRecord>
  return { projectId, serverOnly, calls, events, texts }
}

/** The events with their texts in place, as any Langfuse takes them. */
export function wholeEvents({ events, texts }: WrittenEvents): { readonly id: string }[] {
  return expandSharedTexts(
    JSON.parse(events) as { readonly id: string }[],
    texts.map((text) => JSON.parse(text) as unknown),
  )
}
