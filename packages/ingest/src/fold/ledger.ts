import { isLedgerName } from '@kansoku/contracts'
import type { MetadataText } from '../events/event.ts'
import type { FieldsOf } from '../parts/part.ts'

type Fields = FieldsOf['observation']

const ledgerFields = ['origin', 'startTime', 'model', 'usageDetails', 'costDetails'] as const

/**
 * A trace shows what a gateway says of a call's costs, as the ledger does: who writes to the same observation by another
 * way changes neither what it cost nor who bears it.
 */
export function keepLedger(ordered: readonly Fields[]): readonly Fields[] {
  if (ordered.length === 1 || !ordered.some(isDelivered)) return ordered
  return ordered.map((fields) => (isDelivered(fields) ? fields : withoutLedger(fields)))
}

function isDelivered({ origin }: Fields): boolean {
  return origin?.source === 'GATEWAY'
}

function withoutLedger(fields: Fields): Fields {
  const kept = { ...fields }
  for (const name of ledgerFields) delete kept[name]
  if (kept.metadata) kept.metadata = withoutNames(kept.metadata)
  return kept
}

function withoutNames(metadata: MetadataText): MetadataText {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !isLedgerName(name)))
}
