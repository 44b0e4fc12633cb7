import type { GatewayCallInput } from '@kansoku/contracts'

/** One call as the spool keeps it. */
export interface CallRecord {
  /** Undefined: the default project. */
  readonly projectId: string | undefined
  /** Only the connected server may know of it. */
  readonly serverOnly: boolean
  /** Lines of the ledger, for the connected server alone. Undefined in what earlier versions wrote. */
  readonly calls: readonly GatewayCallInput[] | undefined
  /** JSON text of a list. */
  readonly events: string
}

/** A line of JSON before the list of events, which nobody needs to parse. */
export function toCallRecord({ projectId, serverOnly, calls, events }: CallRecord): string {
  return `${JSON.stringify({ projectId, ...(serverOnly ? { serverOnly } : {}), calls })}\n${events}`
}

export function readCallRecord(text: string): CallRecord {
  if (text.startsWith('[')) return { projectId: undefined, serverOnly: false, calls: undefined, events: text }
  const end = text.indexOf('\n')
  const { projectId, serverOnly = false, calls } = JSON.parse(text.slice(0, end)) as Partial<CallRecord>
  return { projectId, serverOnly, calls, events: text.slice(end + 1) }
}
