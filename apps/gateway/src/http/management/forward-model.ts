import { changeModel, type GatewayModel, type ModelChanges } from '@kansoku/contracts/gateway'
import { isRecord } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import type { Exchange } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { peekBytes } from '../read-body.ts'
import { forward, maxBytes } from './forward.ts'

/**
 * Hands a new or changed deployment on to the server, if calls could be made to it. The server keeps it, and what it means
 * is known here.
 * @throws {HttpError} 400 that names what is wrong
 */
export async function forwardModel(exchange: Exchange, context: GatewayContext): Promise<void> {
  context.authenticate(exchange)
  const text = (await peekBytes(exchange.request, maxBytes)).toString('utf8')
  const model = afterChange(context, exchange, parse(text))
  const fault = model && context.faultOf(model)
  if (fault !== undefined) throw badRequest(fault)
  await forward(exchange, context)
}

/** Undefined for what the server will not find or understand; it has the words for that. */
function afterChange(
  { control }: GatewayContext,
  { params, path }: Exchange,
  body: unknown,
): GatewayModel | undefined {
  if (!isRecord(body)) return undefined
  const changes = body as ModelChanges
  const { model_info: info } = changes
  if (path.endsWith('/model/new')) {
    const { model_name: modelName } = changes
    if (typeof modelName !== 'string' || !isRecord(changes.litellm_params)) return undefined
    return changeModel({ id: 'new', modelName, params: {}, info: {} }, changes)
  }
  const id = params.id ?? info?.id
  const stored = control?.models().find((model) => model.id === id)
  return stored && changeModel(stored, changes)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
