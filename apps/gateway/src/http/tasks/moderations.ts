import { ParameterError } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { handleCall } from '../call/handle-call.ts'
import type { Exchange } from '../exchange.ts'
import { extraOf, taskDialect } from './task-dialect.ts'

/** `POST /v1/moderations`. */
export function handleModerations(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, dialect)
}

const dialect = taskDialect({
  callType: 'amoderation',
  promptFields: { input: 'input' },
  usualModel: 'omni-moderation-latest',
  readTask(body) {
    const { input } = body
    if (input === undefined || input === null || input === '') throw new ParameterError('input', 'is missing')
    return { kind: 'moderation', request: { input, ...extraOf(body, ['input']) } }
  },
})
