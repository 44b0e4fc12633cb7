import type { Delivery, Rejection } from '../spool/shipper.ts'
import { headOf, readCallRecord, wholeEvents } from './call-record.ts'

/** Where finished calls go. Repeats are harmless there: events and entities have ids of their own. */
export interface Destination {
  /** Stable: names the file that keeps its progress. */
  readonly name: string
  /** @param calls one record of the spool each. Never rejects. */
  deliver(calls: readonly Buffer[], signal: AbortSignal): Promise<Delivery>
}

/** An event, or a line of the ledger, that a destination will never take. */
export interface RejectedEvent {
  readonly id: string
  readonly status: number
  readonly message: string
}

/** Finds what is behind the ids that a destination refused. */
export function toRejections(calls: readonly Buffer[], rejected: readonly RejectedEvent[]): Rejection[] {
  if (rejected.length === 0) return []
  const reasons = new Map(rejected.map(({ id, status, message }) => [id, `${status} ${message}`]))
  return calls
    .map(readCallRecord)
    .flatMap((call) => [...wholeEvents(call), ...(headOf(call).calls ?? [])])
    .flatMap((one) => {
      const reason = reasons.get(one.id)
      return reason === undefined ? [] : [{ record: JSON.stringify(one), reason }]
    })
}
