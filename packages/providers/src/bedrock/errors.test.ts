import { expect, test } from 'vitest'
import { answer, builtCall } from '../testing/requests.ts'
import { parseBedrockError } from './errors.ts'

const parse = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  parseBedrockError(builtCall(), answer(status, body, headers))

test.each([
  [400, 'ValidationException', 'Input is too long for requested model.', 'context_window'],
  [400, 'ValidationException', 'prompt is too long: 210000 tokens > 200000 maximum', 'context_window'],
  [400, 'ValidationException', 'Too many input tokens: expected at most 8000', 'context_window'],
  [400, 'ValidationException', 'Malformed input request: #/messages', 'bad_request'],
  [400, 'ValidationException', 'A conversation must start with a user message.', 'bad_request'],
  [400, 'ValidationException', 'The provided model identifier is invalid.', 'bad_request'],
  [400, 'ValidationException', 'Could not process image', 'internal_server'],
  [
    403,
    'AccessDeniedException',
    "You don't have access to the model with the specified model ID.",
    'permission_denied',
  ],
  [
    403,
    'InvalidSignatureException',
    'The request signature we calculated does not match',
    'permission_denied',
  ],
  [
    403,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    'authentication',
  ],
  [403, 'ExpiredTokenException', 'The security token included in the request is expired', 'authentication'],
  [404, 'ResourceNotFoundException', 'Could not resolve the foundation model', 'not_found'],
  [408, 'ModelTimeoutException', 'Model has timed out', 'timeout'],
  [424, 'ModelErrorException', 'The model failed', 'internal_server'],
  [429, 'ThrottlingException', 'Too many requests, please wait before trying again.', 'rate_limit'],
  [429, 'ThrottlingException', 'Too many tokens per day, please wait before trying again.', 'rate_limit'],
  [429, 'ModelNotReadyException', 'The model is not ready', 'rate_limit'],
  [500, 'InternalServerException', 'unexpected', 'service_unavailable'],
  [503, 'ServiceUnavailableException', 'down', 'service_unavailable'],
] as const)('%d %s "%s" is %s', (status, type, message, errorClass) => {
  const error = parse(status, { message }, { 'x-amzn-errortype': `${type}:http://internal.amazon.com/` })
  expect(error).toMatchObject({
    errorClass,
    code: type,
    message,
    upstreamStatus: status,
    provider: 'bedrock',
  })
})

test('the type may stand in the body, and the message under a capital', () => {
  const body = { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'no' }
  expect(parse(400, body)).toMatchObject({
    errorClass: 'permission_denied',
    code: 'AccessDeniedException',
    message: 'no',
  })
})

test('pages of proxies and empty answers are told by status', () => {
  expect(parse(502, '<html>Bad Gateway</html>')).toMatchObject({ errorClass: 'bad_gateway' })
  expect(parse(504, '')).toMatchObject({ errorClass: 'timeout', message: 'HTTP 504 without a body' })
  expect(parse(418, 'teapot')).toMatchObject({ errorClass: 'bad_request', message: 'teapot' })
})

test('retry-after is read in all its forms', () => {
  const at = (headers: Record<string, string>) => parse(429, { message: 'x' }, headers).retryAfterSeconds
  expect(at({ 'retry-after': '7' })).toBe(7)
  expect(at({ 'retry-after-ms': '1500' })).toBe(1.5)
  expect(at({ 'retry-after': new Date(Date.now() - 5000).toUTCString() })).toBe(0)
  expect(at({ 'retry-after': 'soon' })).toBeUndefined()
  expect(at({})).toBeUndefined()
})
