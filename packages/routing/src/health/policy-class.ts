import type { ErrorClass } from '@kansoku/providers'
import type { PolicyClass } from '../config/gateway-config.ts'

/** LiteLLM's policy name for a failure; undefined where it has none. */
export function policyClassOf(errorClass: ErrorClass): PolicyClass | undefined {
  return classes[errorClass]
}

const classes: Partial<Record<ErrorClass, PolicyClass>> = {
  bad_request: 'BadRequestError',
  unsupported_params: 'BadRequestError',
  context_window: 'BadRequestError',
  unprocessable: 'BadRequestError',
  authentication: 'AuthenticationError',
  permission_denied: 'AuthenticationError',
  timeout: 'TimeoutError',
  rate_limit: 'RateLimitError',
  content_policy: 'ContentPolicyViolationError',
  internal_server: 'InternalServerError',
  bad_gateway: 'InternalServerError',
  service_unavailable: 'InternalServerError',
}
