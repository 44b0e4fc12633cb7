import type { GatewayContext } from '../../context.ts'
import { countTokens } from '../call/count-tokens.ts'
import { namedDeployment } from '../call/named-deployment.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { readJsonObject } from '../read-body.ts'
import { historyOf, parseRequest } from './parse-request.ts'

/** `POST /v1/responses/input_tokens`: as the provider counts them, or an estimate. */
export async function handleInputTokens(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const body = await readJsonObject(exchange.request, context.maxRequestBytes)
  const deployment = namedDeployment(exchange, body.model, caller, context)
  const request = parseRequest(body, historyOf(body, context.responses.of(caller)))
  const count = await countTokens(
    context,
    deployment,
    { caller, body, request },
    watchClient(exchange).signal,
  )
  sendJson(exchange, 200, { object: 'response.input_tokens', input_tokens: count })
}
