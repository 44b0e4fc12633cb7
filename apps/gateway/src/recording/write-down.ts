import type { GatewayCallInput } from '@kansoku/contracts/gateway'
import { buildCalls } from './build-calls.ts'
import { buildEvents, type RecordingContext, type WrittenEvents } from './build-events.ts'
import type { FinishedCall } from './finished-call.ts'
import { knownBefore } from './known-before.ts'
import { readSteering } from './steering.ts'
import { triesOf } from './tries.ts'

interface WrittenCall extends WrittenEvents {
  /** Lines of the ledger. */
  readonly calls: readonly GatewayCallInput[]
}

/** What is kept of a call: what it said and how it went, and beside it what it cost. */
export function writeDown(call: FinishedCall, context: RecordingContext): WrittenCall {
  const steering = readSteering(call.body, call.headers, knownBefore(call))
  const tries = triesOf(call, steering)
  return {
    ...buildEvents(call, context, { steering, tries }),
    calls: buildCalls(call, steering, tries),
  }
}
