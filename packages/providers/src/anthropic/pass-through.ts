import type { OwnReader, PassThrough, Target } from '../spec/adapter.ts'
import { addressBelow, bodyFor, headersFor, modelField } from '../spec/pass-through.ts'
import type { Env } from '../spec/settings.ts'
import { baseOf, headersOf } from './endpoint.ts'
import { parseAnthropicModel } from './model.ts'
import { parseMessage } from './response.ts'
import { createAnthropicDecoder } from './stream/decoder.ts'

export function createMessagesReader(): OwnReader {
  return { parseResponse: parseMessage, createDecoder: createAnthropicDecoder }
}

/** Anthropic's own API. */
export function createAnthropicPassThrough(env: Env): PassThrough {
  const reader = createMessagesReader()
  const modelOf = ({ model }: Target) => parseAnthropicModel(model).id
  return {
    read: (request) => ({
      request,
      ...modelField(request),
      stream: request.fields.stream === true,
      ...(request.path === '/v1/messages' ? { reader } : {}),
    }),
    modelOf,
    async build(call, target) {
      const { request } = call
      const own = headersOf(target, env, { dialect: 'anthropic', headers: request.headers, body: {} }, [])
      const root = baseOf(target, env).replace(/\/v1(?:\/messages)?$/, '')
      return {
        method: request.method,
        url: addressBelow(root, request),
        headers: headersFor(request, own),
        ...(request.body.length === 0 ? {} : { body: bodyFor(call, modelOf(target)) }),
      }
    },
  }
}
