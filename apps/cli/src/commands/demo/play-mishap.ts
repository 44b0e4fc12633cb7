import { Failure } from '../../failure.ts'
import { type ChatAnswer, chat, type GatewayAddress, streamChat } from './chat.ts'
import type { Mishap } from './plan.ts'
import type { Tally } from './tally.ts'

const questions: Readonly<Record<Mishap['kind'], string>> = {
  fallback: 'Which files of this repository deal with time zones?',
  overloaded: 'Please review the last commit.',
  'unknown-model': 'Is this model here?',
  cancelled: 'Explain the whole build of this repository, step by step.',
}

/** What the gateway must answer; anything else means that the demo does not show what it says. */
const expected: Readonly<Record<Mishap['kind'], (status: number) => boolean>> = {
  fallback: (status) => status === 200,
  overloaded: (status) => status === 429 || status === 503,
  'unknown-model': (status) => status >= 400 && status < 500,
  cancelled: (status) => status === 200,
}

/** An overloaded model with and without somebody to step in, a model that does not exist, an impatient user. */
export async function playMishap(gateway: GatewayAddress, mishap: Mishap, tally: Tally): Promise<void> {
  const { kind, traceId, user, model } = mishap
  const request = {
    model,
    messages: [{ role: 'user', content: questions[kind] }],
    metadata: {
      trace_id: traceId,
      trace_name: `demo-${kind}`,
      trace_user_id: user,
      trace_environment: 'production',
      tags: ['demo', kind],
    },
  }
  const answer = await send(gateway, kind, request)
  tally.add(answer)
  if (!expected[kind](answer.status)) {
    throw new Failure('demo.unexpected', { kind, status: answer.status, reason: answer.error ?? '' })
  }
  if (answer.status !== 200) tally.refusedOnPurpose++
}

function send(
  gateway: GatewayAddress,
  kind: Mishap['kind'],
  request: Parameters<typeof chat>[1],
): Promise<ChatAnswer> {
  if (kind === 'cancelled') return streamChat(gateway, request, { stopAfter: 3 })
  return chat(
    gateway,
    kind === 'overloaded' ? { ...request, disable_fallbacks: true, num_retries: 0 } : request,
  )
}
