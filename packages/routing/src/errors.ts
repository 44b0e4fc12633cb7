import type { ErrorClass, ProviderError } from '@kansoku/providers'

const classNames: Readonly<Record<ErrorClass, string>> = {
  bad_request: 'BadRequestError',
  unsupported_params: 'UnsupportedParamsError',
  context_window: 'ContextWindowExceededError',
  content_policy: 'ContentPolicyViolationError',
  authentication: 'AuthenticationError',
  permission_denied: 'PermissionDeniedError',
  not_found: 'NotFoundError',
  timeout: 'Timeout',
  unprocessable: 'UnprocessableEntityError',
  rate_limit: 'RateLimitError',
  internal_server: 'InternalServerError',
  api_connection: 'APIConnectionError',
  bad_gateway: 'BadGatewayError',
  service_unavailable: 'ServiceUnavailableError',
  cancelled: 'ClientDisconnected',
}

const providerNames: Readonly<Record<string, string>> = {
  bedrock: 'Bedrock',
  openai: 'OpenAI',
  azure: 'Azure',
  anthropic: 'Anthropic',
}

/** `litellm.RateLimitError: BedrockException - Too many requests`, the form that clients of LiteLLM know. */
export function describeFailure({ errorClass, provider, message }: ProviderError): string {
  const name = `litellm.${classNames[errorClass]}`
  if (provider === 'router') return `${name}: ${message}`
  const known = providerNames[provider] ?? provider.charAt(0).toUpperCase() + provider.slice(1)
  return `${name}: ${known}Exception - ${message}`
}
