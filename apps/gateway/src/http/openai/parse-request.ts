import type { ChatRequest } from '@kansoku/providers'
import { mergeOverrides, ParameterError, parseCallParameters } from '@kansoku/routing'
import { isSteering, parseOptions, parseWishes } from '../call/call-options.ts'
import type { Body, ParsedCall } from '../call/dialect.ts'
import { parseMessages } from './messages.ts'

/** @throws {ParameterError} for what cannot be understood */
export function parseChatCall(body: Body, headers: Readonly<Record<string, unknown>>): ParsedCall {
  if (typeof body.model !== 'string' || body.model === '') {
    throw new ParameterError('model', 'is missing; name one of GET /v1/models')
  }
  if (body.messages === undefined) throw new ParameterError('messages', 'is missing')
  return {
    model: body.model,
    request: parseRequest(body),
    override: (fields) => parseRequest(mergeOverrides(body, fields)),
    options: parseOptions(body, headers),
    fallbacks: parseWishes(body),
  }
}

function parseRequest(body: Body): ChatRequest {
  const { stream } = body
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean') {
    throw new ParameterError('stream', 'must be true or false')
  }
  return {
    messages: parseMessages(body.messages),
    stream: stream === true,
    ...parseCallParameters(body, isSteering),
  }
}
