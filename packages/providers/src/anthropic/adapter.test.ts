import { expect, test } from 'vitest'
import { createCaller } from '../testing/collect.ts'
import { testPorts } from '../testing/ports.ts'
import { answer, anthropicTarget, ask, builtCall } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createAnthropicAdapter } from './adapter.ts'
import { parseAnthropicError } from './errors.ts'

const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5-20250929',
  content: [{ type: 'text', text: 'hi' }],
  stop_reason: 'stop_sequence',
  stop_sequence: '</done>',
  usage: { input_tokens: 3, output_tokens: 4 },
}
const adapter = (env: Record<string, string> = {}) => createAnthropicAdapter(testPorts({ env }))
const headersOf = async (env: Record<string, string>, params: object, model?: string) => {
  const target = anthropicTarget({ params: { ...params }, ...(model ? { model } : {}) })
  return (await adapter(env).buildRequest(ask(), target)).request.headers
}

test('a message over the wire', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, message))
  await using calls = createCaller(adapter())
  const target = anthropicTarget({ params: { api_base: upstream.url, api_key: 'sk-ant-1' } })
  expect(await calls.complete(target, ask())).toMatchObject({
    id: 'msg_1',
    model: 'claude-sonnet-4-5-20250929',
    choices: [
      {
        content: [{ type: 'text', text: 'hi' }],
        finishReason: 'stop',
        upstreamFinishReason: 'stop_sequence',
        stopSequence: '</done>',
      },
    ],
    usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 },
  })
  expect(upstream.seen[0]).toMatchObject({
    url: '/v1/messages',
    headers: { 'x-api-key': 'sk-ant-1', 'anthropic-version': '2023-06-01' },
  })
})

test.each([
  [{}, undefined, 'https://api.anthropic.com/v1/messages'],
  [{ ANTHROPIC_API_BASE: 'http://a/' }, undefined, 'http://a/v1/messages'],
  [{ ANTHROPIC_BASE_URL: 'http://b/v1', ANTHROPIC_API_BASE: 'http://a' }, undefined, 'http://b/v1/messages'],
  [{ ANTHROPIC_BASE_URL: '/v1' }, 'http://c/x/v1/messages', 'http://c/x/v1/messages'],
])('with %j and api_base %s messages go to %s', async (env, api_base, url) => {
  const target = anthropicTarget({ params: { api_key: 'k', ...(api_base ? { api_base } : {}) } })
  expect((await adapter(env).buildRequest(ask(), target)).request.url).toBe(url)
})

test('keys, tokens and betas', async () => {
  const env = { ANTHROPIC_API_KEY: 'sk-env' }
  expect(await headersOf(env, { api_key: '' })).toMatchObject({ 'x-api-key': 'sk-env' })
  expect(await headersOf({ ANTHROPIC_AUTH_TOKEN: 't' }, {})).toMatchObject({ authorization: 'Bearer t' })
  expect(await headersOf({}, { api_key: 'sk-ant-oat01-x' })).toMatchObject({
    authorization: 'Bearer sk-ant-oat01-x',
    'anthropic-beta': 'oauth-2025-04-20',
  })
  const extra_headers = { 'Anthropic-Beta': 'own, context-1m-2025-08-07' }
  expect(await headersOf(env, { extra_headers }, 'claude-sonnet-4-5[1m]')).toMatchObject({
    'anthropic-beta': 'own,context-1m-2025-08-07',
  })
  expect(await headersOf({}, { api_base: 'http://127.0.0.1:1' })).not.toHaveProperty('x-api-key')
  await expect(headersOf({}, {})).rejects.toMatchObject({
    errorClass: 'authentication',
    message: 'anthropic/claude-sonnet-4-5 has no key; set api_key or ANTHROPIC_API_KEY',
  })
})

test('version and betas of a client of this dialect are passed on, and its answer kept as it is', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, { ...message, new_field: 1 }))
  await using calls = createCaller(adapter())
  const headers = { 'anthropic-version': '2026-10-21', 'anthropic-beta': 'a,b' }
  const body = { messages: [{ role: 'user', content: 'x' }], max_tokens: 3 }
  const target = anthropicTarget({ params: { api_base: upstream.url } })
  const result = await calls.complete(target, ask({ original: { dialect: 'anthropic', body, headers } }))
  expect(upstream.seen[0]?.headers).toMatchObject(headers)
  expect(JSON.parse(upstream.seen[0]?.body ?? '')).toEqual({ model: 'claude-sonnet-4-5', ...body })
  expect(result.original).toEqual({ dialect: 'anthropic', body: { ...message, new_field: 1 } })
})

test('marks that the config sets reach the messages of such a client, too', async () => {
  const body = { messages: [{ role: 'user', content: 'x' }], max_tokens: 3 }
  const original = { dialect: 'anthropic', body, headers: {} } as const
  const params = { api_key: 'k', cache_control_injection_points: [{ role: 'user' }] }
  const { request } = await adapter().buildRequest(ask({ original }), anthropicTarget({ params }))
  expect(JSON.parse(String(request.body)).messages[0].content[0]).toHaveProperty('cache_control')
})

test('a prompt is counted', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, { input_tokens: 12 }))
  const target = anthropicTarget({ params: { api_base: upstream.url } })
  await using calls = createCaller(adapter())
  expect(await calls.count(target, ask({ temperature: 1, maxTokens: 4 }))).toBe(12)
  expect(upstream.seen[0]?.url).toBe('/v1/messages/count_tokens')
  expect(Object.keys(JSON.parse(upstream.seen[0]?.body ?? ''))).toEqual(['model', 'messages'])
})

test.each([
  [400, 'invalid_request_error', 'messages: field required', 'bad_request'],
  [400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum', 'context_window'],
  [
    400,
    'invalid_request_error',
    'input length and `max_tokens` exceed context limit: 1 + 2 > 3',
    'context_window',
  ],
  [400, 'invalid_request_error', 'Your credit balance is too low to access the API', 'permission_denied'],
  [401, 'authentication_error', 'invalid x-api-key', 'authentication'],
  [403, 'permission_error', 'no', 'permission_denied'],
  [404, 'not_found_error', 'model: claude-none', 'not_found'],
  [413, 'request_too_large', 'too large', 'context_window'],
  [429, 'rate_limit_error', 'too many tokens per minute', 'rate_limit'],
  [500, 'api_error', 'Internal server error', 'internal_server'],
  [529, 'overloaded_error', 'Overloaded', 'service_unavailable'],
])('%d %s "%s" is of class %s', (status, type, text, errorClass) => {
  const body = { type: 'error', error: { type, message: text }, request_id: 'req_1' }
  const error = parseAnthropicError(builtCall(), answer(status, body, { 'retry-after': '7' }))
  expect(error).toMatchObject({ errorClass, message: text, type, retryAfterSeconds: 7 })
})

test('pages and empty answers of a proxy in between are errors with a class as well', () => {
  expect(parseAnthropicError(builtCall(), answer(502, '<html>'))).toMatchObject({ errorClass: 'bad_gateway' })
  expect(parseAnthropicError(builtCall(), answer(503, ''))).toMatchObject({
    errorClass: 'service_unavailable',
    message: 'HTTP 503 without a body',
  })
})
