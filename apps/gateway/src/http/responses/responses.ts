import { randomUUID } from 'node:crypto'
import type { GatewayContext } from '../../context.ts'
import type { Body, Dialect } from '../call/dialect.ts'
import { handleCall } from '../call/handle-call.ts'
import { type Exchange, sendError } from '../exchange.ts'
import { createEventWriter } from './event-stream.ts'
import { historyOf, parseResponsesCall } from './parse-request.ts'
import { toResponse } from './response.ts'
import type { ResponseStore } from './response-store.ts'

/** `POST /v1/responses`: OpenAI's newer API, whatever model stands behind. */
export function handleResponses(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, createDialect(context.responses))
}

/** `earlier`: what the call goes on from, where that is not what is kept of it. */
function createDialect(store: ResponseStore, earlier?: readonly Body[]): Dialect {
  return {
    callType: 'aresponses',
    promptFields: { instructions: 'instructions', messages: 'input', tools: 'tools' },
    newId: () => `resp_${randomUUID().replaceAll('-', '')}`,
    parse: (body, headers, caller) =>
      parseResponsesCall(body, headers, earlier ?? historyOf(body, store.of(caller))),
    earlier: (body, caller) => historyOf(body, store.of(caller)),
    withEarlier: (messages) => createDialect(store, messages),
    toAnswer: (result, head, { body }) => toResponse(result, head, body),
    createWriter: (head, { body }) => createEventWriter(head, body),
    remember: (result, head, { body, caller }) => store.of(caller).keep(toResponse(result, head, body), body),
    sendError,
  }
}
