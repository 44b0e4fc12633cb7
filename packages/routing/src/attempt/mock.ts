import {
  type ChatResult,
  type ChatStream,
  type EmbeddingRequest,
  type ErrorClass,
  ProviderError,
  replay,
  type Usage,
} from '@kansoku/providers'
import type { MockResponse } from '../parameters/mock-response.ts'

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

/** The failure that `mock_response: "litellm.RateLimitError"` asks for; undefined for a plain text or a vector. */
export function mockedFailure(mock: MockResponse, provider: string): ProviderError | undefined {
  const name = typeof mock === 'string' ? /^litellm\.(\w+)$/.exec(mock)?.[1] : undefined
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

/** Length of the vectors where nobody says it, as in LiteLLM. */
const usualDimensions = 1536

/** More than any model's vectors have. */
const mostDimensions = 8192
/** Of all vectors of one answer: each is written out. */
const mostNumbers = 4_000_000

/** The vector for each text; zeros where a text stands in for an answer. Throws `ProviderError` for too many numbers. */
export function mockVectors(
  mock: MockResponse,
  { inputs, dimensions = usualDimensions }: EmbeddingRequest,
  provider: string,
): ChatResult {
  const refuse = (problem: string): never => {
    throw new ProviderError('bad_request', problem, { provider })
  }
  if (typeof mock === 'string' && (dimensions < 1 || dimensions > mostDimensions))
    refuse(`dimensions must be from 1 to ${mostDimensions} for a mock_response.`)
  if ((typeof mock === 'string' ? dimensions : mock.length) * inputs.length > mostNumbers)
    refuse(`A mock_response has ${mostNumbers} numbers at most. Send fewer inputs at once.`)
  const vector = typeof mock === 'string' ? zeros(dimensions) : mock
  return {
    choices: [],
    vectors: inputs.map(() => vector),
    usage: { ...mockUsage, outputTokens: 0, totalTokens: mockUsage.inputTokens },
    warnings: [],
    upstreamHeaders: {},
  }
}

function zeros(length: number): readonly number[] {
  return new Array<number>(length).fill(0)
}

/** The text in pieces of a few characters, as a model would stream it. */
export function mockStream(text: string): ChatStream {
  return replay(mockResult(text))
}
