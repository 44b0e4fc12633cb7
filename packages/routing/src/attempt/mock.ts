import {
  type ChatResult,
  type ChatStream,
  type ErrorClass,
  ProviderError,
  replay,
  type Usage,
} from '@kansoku/providers'

/** LiteLLM's counts for mocked answers. */
const mockUsage: Usage = {
  inputTokens: 10,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 20,
  totalTokens: 30,
}

const classOfName: Readonly<Record<string, ErrorClass>> = {
  BadRequestError: 'bad_request',
  UnsupportedParamsError: 'unsupported_params',
  ContextWindowExceededError: 'context_window',
  ContentPolicyViolationError: 'content_policy',
  AuthenticationError: 'authentication',
  PermissionDeniedError: 'permission_denied',
  NotFoundError: 'not_found',
  Timeout: 'timeout',
  UnprocessableEntityError: 'unprocessable',
  RateLimitError: 'rate_limit',
  InternalServerError: 'internal_server',
  APIConnectionError: 'api_connection',
  BadGatewayError: 'bad_gateway',
  ServiceUnavailableError: 'service_unavailable',
}

/** The failure that `mock_response: "litellm.RateLimitError"` asks for; undefined for a plain text. */
export function mockedFailure(text: string, provider: string): ProviderError | undefined {
  const name = /^litellm\.(\w+)$/.exec(text)?.[1]
  const errorClass = name === undefined ? undefined : classOfName[name]
  if (errorClass === undefined) return undefined
  return new ProviderError(errorClass, `This is a mock ${name}, asked for by mock_response.`, { provider })
}

export function mockResult(text: string): ChatResult {
  return {
    choices: [{ index: 0, content: text === '' ? [] : [{ type: 'text', text }], finishReason: 'stop' }],
    usage: mockUsage,
    warnings: [],
    upstreamHeaders: {},
  }
}

/** The text in pieces of a few characters, as a model would stream it. */
export function mockStream(text: string): ChatStream {
  return replay(mockResult(text))
}
