import { randomUUID } from 'node:crypto'
import type { GatewayContext } from '../../context.ts'
import type { Dialect } from '../call/dialect.ts'
import { handleCall } from '../call/handle-call.ts'
import { type Exchange, sendError } from '../exchange.ts'
import { createEventWriter } from './event-stream.ts'
import { parseResponsesCall } from './parse-request.ts'
import { toResponse } from './response.ts'
import type { ResponseStore } from './response-store.ts'

/** `POST /v1/responses`: OpenAI's newer API, whatever model stands behind. */
export function handleResponses(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, createDialect(context.responses))
}

function createDialect(store: ResponseStore): Dialect {
  return {
    callType: 'aresponses',
    promptFields: { instructions: 'instructions', messages: 'input', tools: 'tools' },
    newId: () => `resp_${randomUUID().replaceAll('-', '')}`,
    parse: (body, headers, caller) => parseResponsesCall(body, headers, store.of(caller)),
    toAnswer: (result, head, { body }) => toResponse(result, head, body),
    createWriter: (head, { body }) => createEventWriter(head, body),
    remember: (result, head, { body, caller }) => store.of(caller).keep(toResponse(result, head, body), body),
    sendError,
  }
}
