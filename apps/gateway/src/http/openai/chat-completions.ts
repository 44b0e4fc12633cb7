import { randomUUID } from 'node:crypto'
import { NO_USAGE } from '@kansoku/providers'
import type { GatewayContext } from '../../context.ts'
import type { Dialect } from '../call/dialect.ts'
import { handleCall } from '../call/handle-call.ts'
import { type Exchange, sendError } from '../exchange.ts'
import { toErrorBody } from '../http-error.ts'
import { toCompletion } from './completion.ts'
import { createEventWriter, endOfStream } from './event-stream.ts'
import { parseChatCall } from './parse-request.ts'
import { wantsUsage } from './wants-usage.ts'

/** `POST /v1/chat/completions` and its older addresses. */
export function handleChatCompletions(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, chatDialect)
}

const chatDialect: Dialect = {
  callType: 'acompletion',
  promptFields: { messages: 'messages', tools: 'tools', functions: 'functions' },
  newId: () => `chatcmpl-${randomUUID()}`,
  parse: parseChatCall,
  toAnswer: toCompletion,
  createWriter(head, asked) {
    const writer = createEventWriter(head)
    return {
      format: writer.format,
      end: ({ usage }) => (wantsUsage(asked) ? writer.formatUsage(usage ?? NO_USAGE) : '') + endOfStream,
      fail: (error) => `data: ${JSON.stringify(toErrorBody(error))}\n\n`,
    }
  },
  sendError,
}
