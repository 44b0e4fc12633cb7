import type { FinishedCall } from '../recording/finished-call.ts'
import { knownBefore } from '../recording/known-before.ts'
import { readSteering } from '../recording/steering.ts'

/** A call, as far as it says for whom it is. */
export type LabelledCall = Pick<FinishedCall, 'caller' | 'body' | 'headers'> &
  Partial<Pick<FinishedCall, 'endUser'>>

/** The end user and the tags of a call. */
export function labelsOf(call: LabelledCall) {
  const { userId, tags } = readSteering(call.body, call.headers, knownBefore(call))
  return { endUserId: userId, tags }
}
