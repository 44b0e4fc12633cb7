import { resolveFor } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { unknownModel } from '../call/unknown-model.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest } from '../http-error.ts'

/** `GET /utils/supported_openai_params?model=`: those that every deployment of the model takes. */
export async function handleSupportedParams(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const model = exchange.query.get('model')
  if (model === null || model === '')
    throw badRequest('model is missing; name one of GET /v1/models.', 'model')
  const group = context.models.resolve(resolveFor(caller, model, context.models))
  if (!group) throw unknownModel(exchange.path, model)
  const [first = [], ...others] = await Promise.all(
    group.deployments.map(({ target }) => context.supportedParams(target)),
  )
  sendJson(exchange, 200, {
    supported_openai_params: first.filter((name) => others.every((list) => list.includes(name))),
  })
}
