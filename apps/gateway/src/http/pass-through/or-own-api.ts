import { ownAlias } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { sendAnthropicError } from '../anthropic/errors.ts'
import { toAnyHttpError } from '../call/errors.ts'
import type { Exchange } from '../exchange.ts'
import { peekBytes } from '../read-body.ts'
import { handlePassThrough } from './handle-pass-through.ts'
import { fieldsOf } from './own-request.ts'
import { vendors } from './vendors.ts'

type Handle = (exchange: Exchange, context: GatewayContext) => Promise<void>

/** Below Anthropic's prefix every model of the gateway answers, wherever it is; one that it has not is Anthropic's. */
export function orOwnApi(handle: Handle): Handle {
  const vendor = vendors.find(({ provider }) => provider === 'anthropic')
  if (!vendor) throw new Error('Anthropic is passed through')
  return async (exchange, context) => {
    try {
      const caller = context.authenticate(exchange)
      const { model } = fieldsOf(await peekBytes(exchange.request, context.maxRequestBytes))
      if (typeof model !== 'string' || context.models.resolve(ownAlias(caller, model)))
        await handle(exchange, context)
      else await handlePassThrough(exchange, context, vendor, '/anthropic')
    } catch (error) {
      sendAnthropicError(exchange, toAnyHttpError(error), {})
    }
  }
}
