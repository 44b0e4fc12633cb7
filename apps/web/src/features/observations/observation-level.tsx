import type { ObservationListRow } from '@kansoku/contracts'
import { TraceLevel } from '../traces/trace-level.tsx'

/** The level of one observation, as traces show theirs. */
export function ObservationLevel({ row: { level } }: { readonly row: ObservationListRow }) {
  return <TraceLevel trace={{ level, recovered: false, errorCount: 0 }} />
}
