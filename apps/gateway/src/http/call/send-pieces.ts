import { type BytesOnTheWay, type ChatResult, ProviderError } from '@kansoku/providers'
import { settle } from '@kansoku/routing'
import { drained } from '../drained.ts'
import { writeHead } from '../exchange.ts'
import { finish, type LlmCall, recordCall, type Served } from './llm-call.ts'
import { answerHeaders } from './response-headers.ts'

/** Passes bytes on as they come. The call is written down before the answer ends. */
export async function sendPieces(
  call: LlmCall,
  outcome: Served,
  result: ChatResult,
  { pieces, contentType }: BytesOnTheWay,
): Promise<void> {
  const { exchange, context, now, startedAt } = call
  const { response } = exchange
  const { deployment } = outcome
  const cost = result.usage && settle(deployment, result.usage).cost
  const times = { startedAt, now: now() }
  const headers = answerHeaders(call, outcome, times, context.placeOf(deployment), cost)
  writeHead(response, 200, { 'content-type': contentType, ...headers })
  let bytes = 0
  let error: ProviderError | undefined
  try {
    for await (const piece of pieces) {
      bytes += piece.length
      if (!response.write(piece)) await drained(response)
      if (response.destroyed) throw clientGone(outcome)
    }
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    error = cause
  }
  await recordCall(call, finish(call, outcome, { ...result, output: { bytes } }, error))
  if (error) response.destroy()
  else response.end()
}

function clientGone({ deployment }: Served): ProviderError {
  return new ProviderError('cancelled', 'The client closed the connection (499).', {
    provider: deployment.target.provider,
  })
}
