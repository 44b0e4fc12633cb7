import type { FinishedCall } from '../recording/finished-call.ts'
import type { Recorder } from './recorder.ts'

/** A recorder whose calls count against the limits of their key before the answer has ended. */
export function settleLeases(recorder: Recorder): Recorder {
  return {
    ...recorder,
    record(call) {
      call.lease?.settle({
        cost: call.served?.settlement.cost ?? 0,
        tokens: tokensOf(call),
        group: call.served?.group,
        provider: call.served?.deployment.target.provider,
      })
      return recorder.record(call)
    },
  }
}

function tokensOf({ served }: FinishedCall): number {
  return served?.settlement.usageDetails.total ?? 0
}
