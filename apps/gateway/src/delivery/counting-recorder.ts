import type { Instruments } from '../prometheus/instruments.ts'
import type { Recorder } from './recorder.ts'

/** A recorder whose calls are counted as well, after the answer has got its turn. */
export function countCalls(recorder: Recorder, { calls, guardrails }: Instruments): Recorder {
  return {
    ...recorder,
    record(call) {
      setImmediate(() => {
        calls.ended(call)
        guardrails.decided(call)
      })
      return recorder.record(call)
    },
  }
}
