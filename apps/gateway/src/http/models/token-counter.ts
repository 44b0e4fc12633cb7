import type { GatewayContext } from '../../context.ts'
import { countTokens } from '../call/count-tokens.ts'
import { namedDeployment } from '../call/named-deployment.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { parseMessages } from '../openai/messages.ts'
import { readJsonObject } from '../read-body.ts'

/**
 * `POST /utils/token_counter`: the tokens of `messages` or a `prompt`, counted on this machine; with
 * `?call_endpoint=true` by the provider where it can be asked.
 */
export async function handleTokenCounter(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const body = await readJsonObject(exchange.request, context.maxRequestBytes)
  const { model, messages, prompt } = body
  const deployment = namedDeployment(exchange, model, caller, context)
  if (messages === undefined && prompt === undefined)
    throw badRequest('messages or prompt must be given.', 'messages')
  const asked = messages ?? [{ role: 'user', content: prompt }]
  const request = { messages: parseMessages(asked), stream: false }
  const byProvider = exchange.query.get('call_endpoint') === 'true'
  const { signal } = watchClient(exchange)
  const total = byProvider
    ? await countTokens(context, deployment, { caller, body, request }, signal)
    : await context.tokens.estimate(deployment, request)
  sendJson(exchange, 200, {
    total_tokens: total,
    request_model: model,
    model_used: deployment.target.model,
    tokenizer_type: byProvider ? `${deployment.target.provider}_api` : 'openai_tokenizer',
  })
}
