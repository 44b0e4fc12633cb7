import type { GatewayContext } from '../../context.ts'
import { countTokens } from '../call/count-tokens.ts'
import { toAnyHttpError } from '../call/errors.ts'
import { namedDeployment } from '../call/named-deployment.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, requestIdOf, sendJson } from '../exchange.ts'
import { readJsonObject } from '../read-body.ts'
import { sendAnthropicError } from './errors.ts'
import { parseRequest } from './parse-request.ts'

/** `POST /v1/messages/count_tokens`: asks the provider where it can be asked, else estimates. */
export async function handleCountTokens(exchange: Exchange, context: GatewayContext): Promise<void> {
  try {
    const caller = context.authenticate(exchange)
    const body = await readJsonObject(exchange.request, context.maxRequestBytes)
    const deployment = namedDeployment(exchange, body.model, caller, context)
    const request = parseRequest(body, exchange.request.headers)
    const { signal } = watchClient(exchange)
    const count = await countTokens(context, deployment, { caller, body, request }, signal)
    sendJson(exchange, 200, { input_tokens: count }, { 'request-id': requestIdOf(exchange) })
  } catch (error) {
    sendAnthropicError(exchange, toAnyHttpError(error), {})
  }
}
