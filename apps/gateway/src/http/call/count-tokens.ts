import type { ChatRequest } from '@kansoku/providers'
import type { Deployment } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import type { Caller } from '../authentication.ts'
import type { Body } from './dialect.ts'

interface Prompt {
  readonly caller: Caller
  readonly body: Body
  readonly request: ChatRequest
}

/** Tokens as the provider counts them. A prompt that guardrails look at is counted here: nobody else may see it unchecked. */
export function countTokens(
  { guardrails, tokens }: GatewayContext,
  deployment: Deployment,
  { caller, body, request }: Prompt,
  signal: AbortSignal,
): Promise<number> {
  const group = { name: deployment.modelGroup, deployments: [deployment] }
  const guards = guardrails.of({ caller, body, promptFields: {} }, [{ group }], Date.now)
  if (guards && guards.of('pre_call').length > 0) return tokens.estimate(deployment, request)
  return tokens.count(deployment, request, signal)
}
