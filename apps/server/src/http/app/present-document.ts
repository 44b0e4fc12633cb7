import type { TraceDocument } from '@kansoku/contracts'
import { readMetadata, readValue, type TraceStatistics, type WholeTrace } from '@kansoku/query'
import { presentObservation } from './present-observation.ts'
import { presentHead, presentScore, presentStatistics } from './present-trace.ts'

export function presentDocument(
  { trace, observations, scores }: WholeTrace,
  statistics: TraceStatistics,
): TraceDocument {
  return {
    ...presentHead(trace),
    ...presentStatistics(statistics),
    input: readValue(trace.input),
    output: readValue(trace.output),
    metadata: readMetadata(trace.metadata),
    public: trace.public,
    observations: observations.map(presentObservation),
    scores: scores.map(presentScore),
  }
}
