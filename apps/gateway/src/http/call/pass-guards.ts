import { ProviderError } from '@kansoku/providers'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import type { Body } from './dialect.ts'
import type { LlmCall } from './llm-call.ts'
import { refuse, untried } from './refuse.ts'

/**
 * Lets the guardrails of a call look at its prompt before anybody else.
 * @returns the call as it goes on, by way of `withBody` where its prompt was changed; undefined when it was refused
 */
export async function passGuards(
  call: LlmCall,
  guards: CallGuards,
  withBody: (call: LlmCall, body: Body) => LlmCall,
): Promise<LlmCall | undefined> {
  try {
    const body = await guards.checkPrompt()
    guards.watchCall()
    return body === call.record.body ? call : withBody(call, body)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await refuse(call, untried(error))
    return undefined
  }
}
