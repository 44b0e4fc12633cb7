import { randomUUID } from 'node:crypto'
import type { CallbackTest } from '@kansoku/contracts/gateway'
import type { Callback } from '@kansoku/routing'
import type { GatewayContext } from '../context.ts'
import type { FinishedCall } from '../recording/finished-call.ts'

/** Who waits for the result looks at a page. */
const patienceMs = 10_000

/** Tells a callback of a call that never was, and how that went. */
export async function tryCallback(
  callback: Callback,
  { callbacks }: Pick<GatewayContext, 'callbacks'>,
): Promise<CallbackTest> {
  const startedAt = performance.now()
  const signal = AbortSignal.timeout(patienceMs)
  // Some targets tell what became of them by throwing.
  const error = await callbacks.try(callback, callThatNeverWas(), signal).catch(String)
  return { error: error ?? null, seconds: (performance.now() - startedAt) / 1000 }
}

function callThatNeverWas(): FinishedCall {
  const now = Date.now()
  const callId = randomUUID()
  return {
    callType: 'acompletion',
    promptFields: { messages: 'messages' },
    callId,
    responseId: `chatcmpl-${callId}`,
    caller: { keyHash: 'test', userId: null, key: undefined },
    body: {
      model: 'kansoku-test',
      messages: [{ role: 'user', content: 'This is a test of a callback by Kansoku.' }],
    },
    headers: {},
    route: '/health/services',
    clientAddress: undefined,
    requestedModel: 'kansoku-test',
    startedAt: now,
    endedAt: now,
    attempts: [],
    fallbacks: 0,
    retries: 0,
  }
}
