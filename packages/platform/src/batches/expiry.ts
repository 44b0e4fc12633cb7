import type { BatchRow } from './batch-row.ts'

const dayMs = 86_400_000
/** A file takes room; what was done to traces is told as long as what retention removed. */
const keptDays = { export: 7, change: 90 }

/** When a batch that ended now is forgotten. */
export function expiryOf(kind: BatchRow['kind'], now: Date): Date {
  return new Date(now.getTime() + keptDays[kind] * dayMs)
}
