import { randomUUID } from 'node:crypto'
import type { GatewayContext } from '../../context.ts'
import type { Dialect } from '../call/dialect.ts'
import { handleCall } from '../call/handle-call.ts'
import type { Exchange } from '../exchange.ts'
import { sendAnthropicError, toErrorBody } from './errors.ts'
import { createEventWriter } from './event-stream.ts'
import { toMessage } from './message.ts'
import { parseMessagesCall } from './parse-request.ts'

/** `POST /v1/messages`: Anthropic's API, whatever model stands behind. */
export function handleMessages(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, messagesDialect)
}

const messagesDialect: Dialect = {
  callType: 'anthropic_messages',
  promptFields: { system: 'system', messages: 'messages', tools: 'tools' },
  newId: () => `msg_${randomUUID().replaceAll('-', '')}`,
  parse: parseMessagesCall,
  toAnswer: toMessage,
  createWriter(head) {
    const writer = createEventWriter(head)
    return { ...writer, fail: (error) => `event: error\ndata: ${JSON.stringify(toErrorBody(error))}\n\n` }
  },
  sendError: sendAnthropicError,
  idHeaders: ({ requestId }) => ({ 'request-id': requestId }),
}
