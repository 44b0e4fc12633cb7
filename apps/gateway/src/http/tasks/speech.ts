import type { GatewayContext } from '../../context.ts'
import { handleCall } from '../call/handle-call.ts'
import type { Exchange } from '../exchange.ts'
import { extraOf, requiredText, taskDialect } from './task-dialect.ts'

/** `POST /v1/audio/speech`: a text, spoken. */
export function handleSpeech(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, dialect)
}

const dialect = taskDialect({
  callType: 'aspeech',
  promptFields: { input: 'input' },
  readTask(body) {
    const input = requiredText(body, 'input')
    return { kind: 'speech', request: { input, ...extraOf(body, ['input']) } }
  },
})
