import type { FinishedCall } from './finished-call.ts'
import { knownBefore } from './known-before.ts'
import { readSteering } from './steering.ts'

/** A call of which only its costs are to be known, and who bears them. */
export function withoutContent(call: FinishedCall): FinishedCall {
  const { endUser: _endUser, clientAddress: _address, ...rest } = call
  const { userId, tags } = readSteering(call.body, call.headers, knownBefore(call))
  const hidden = { mask_input: true, mask_output: true }
  return {
    ...rest,
    clientAddress: undefined,
    headers: {},
    body: { metadata: { ...hidden, tags, ...(userId === undefined ? {} : { trace_user_id: userId }) } },
  }
}
