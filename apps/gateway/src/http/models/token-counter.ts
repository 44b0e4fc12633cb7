import { resolveFor } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { unknownModel } from '../call/unknown-model.ts'
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
  const { model, messages, prompt } = await readJsonObject(exchange.request, context.maxRequestBytes)
  if (typeof model !== 'string') throw badRequest('model is missing; name one of GET /v1/models.', 'model')
  const [deployment] = context.models.resolve(resolveFor(caller, model, context.models))?.deployments ?? []
  if (!deployment) throw unknownModel(exchange.path, model)
  if (messages === undefined && prompt === undefined)
    throw badRequest('messages or prompt must be given.', 'messages')
  const asked = messages ?? [{ role: 'user', content: prompt }]
  const request = { messages: parseMessages(asked), stream: false }
  const byProvider = exchange.query.get('call_endpoint') === 'true'
  const { signal } = watchClient(exchange)
  const total = byProvider
    ? await context.tokens.count(deployment, request, signal)
    : await context.tokens.estimate(deployment, request)
  sendJson(exchange, 200, {
    total_tokens: total,
    request_model: model,
    model_used: deployment.target.model,
    tokenizer_type: byProvider ? `${deployment.target.provider}_api` : 'openai_tokenizer',
  })
}
