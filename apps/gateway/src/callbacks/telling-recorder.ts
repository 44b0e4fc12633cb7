import type { Recorder } from '../delivery/recorder.ts'
import type { Callbacks } from './callbacks.ts'

/** A recorder whose calls are told to callbacks as well, after the answer has got its turn. */
export function tellCallbacks(recorder: Recorder, callbacks: Callbacks): Recorder {
  return {
    ...recorder,
    record(call) {
      setImmediate(() => callbacks.ended(call))
      return recorder.record(call)
    },
    recordToolCall(call) {
      setImmediate(() => callbacks.toolEnded(call))
      return recorder.recordToolCall(call)
    },
  }
}
