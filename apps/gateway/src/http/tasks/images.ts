import { asInteger, asText } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { handleCall } from '../call/handle-call.ts'
import type { Exchange } from '../exchange.ts'
import { extraOf, requiredText, taskDialect } from './task-dialect.ts'

/** `POST /v1/images/generations`. */
export function handleImages(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, dialect)
}

const dialect = taskDialect({
  callType: 'aimage_generation',
  promptFields: { prompt: 'prompt' },
  readTask(body) {
    const { n, size, quality } = body
    const request = {
      prompt: requiredText(body, 'prompt'),
      ...(n === undefined || n === null ? {} : { count: asInteger(n, 'n') }),
      ...(size === undefined || size === null ? {} : { size: asText(size, 'size') }),
      ...(quality === undefined || quality === null ? {} : { quality: asText(quality, 'quality') }),
      ...extraOf(body, ['prompt', 'n', 'size', 'quality']),
    }
    return { kind: 'image', request }
  },
  toAnswer: (json, { created }) => ({ created, ...json }),
})
