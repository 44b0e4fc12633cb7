import { expect, test } from 'vitest'
import { answer, builtCall } from '../testing/requests.ts'
import { parseCompatibleError } from './errors.ts'

const parse = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  parseCompatibleError(builtCall(), answer(status, body, headers))

test.each([
  [400, { message: 'bad', type: 'invalid_request_error', code: null }, 'bad_request'],
  [
    400,
    { message: "This model's maximum context length is 8192 tokens.", code: 'context_length_exceeded' },
    'context_window',
  ],
  [
    400,
    { message: 'maximum context length is 4096 tokens', type: 'BadRequestError', code: 400 },
    'context_window',
  ],
  [400, { message: 'filtered', code: 'content_filter' }, 'content_policy'],
  [401, { message: 'Incorrect API key', code: 'invalid_api_key' }, 'authentication'],
  [402, { message: 'pay' }, 'permission_denied'],
  [403, { message: 'no' }, 'permission_denied'],
  [404, { message: 'The model `x` does not exist', code: 'model_not_found' }, 'not_found'],
  [408, { message: 'slow' }, 'timeout'],
  [422, { message: 'unprocessable' }, 'unprocessable'],
  [429, { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' }, 'rate_limit'],
  [429, { message: 'no money', code: 'insufficient_quota' }, 'rate_limit'],
  [500, { message: 'oops' }, 'internal_server'],
  [502, { message: 'gateway' }, 'bad_gateway'],
  [503, { message: 'down' }, 'service_unavailable'],
  [529, { message: 'overloaded' }, 'service_unavailable'],
] as const)('%d %o is %s', (status, error, errorClass) => {
  expect(parse(status, { error })).toMatchObject({
    errorClass,
    message: error.message,
    upstreamStatus: status,
  })
})

test.each([
  [{ error: 'plain' }, 'plain'],
  [{ message: 'top' }, 'top'],
  [{ object: 'error', message: 'vllm', type: 'BadRequestError' }, 'vllm'],
  [{ detail: 'Not Found' }, 'Not Found'],
  [{ detail: [{ loc: ['body'], msg: 'x' }] }, '[{"loc":["body"],"msg":"x"}]'],
  ['plain text', 'plain text'],
  ['<html><style>p{}</style><h1>502 Bad Gateway</h1><p>nginx</p></html>', '502 Bad Gateway nginx'],
  ['', 'HTTP 400 without a body'],
])('%o reads "%s"', (body, message) => {
  expect(parse(400, body).message).toBe(message)
})

test('a redirect names what to check, and retry-after is read', () => {
  expect(parse(308, '')).toMatchObject({
    errorClass: 'bad_gateway',
    message: expect.stringContaining('check api_base'),
  })
  expect(parse(429, { error: { message: 'x' } }, { 'retry-after': '3' }).retryAfterSeconds).toBe(3)
})
