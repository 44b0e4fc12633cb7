import {
  asNumber,
  type CallOptions,
  type FallbackTarget,
  type FallbackWishes,
  isCredential,
  isRecord,
  ParameterError,
  parseFallbackTargets,
  parseMockResponse,
} from '@kansoku/routing'
import type { Body } from './dialect.ts'

/** Fields that steer the gateway and never reach a provider. */
const steering: ReadonlySet<string> = new Set(
  `model messages stream stream_options metadata tags user_api_key fallbacks context_window_fallbacks
   content_policy_fallbacks default_fallbacks disable_fallbacks num_retries max_retries timeout stream_timeout
   request_timeout mock_response mock_delay mock_timeout mock_testing_fallbacks
   mock_testing_context_window_fallbacks mock_testing_content_policy_fallbacks mock_testing_rate_limit_error
   drop_params cache caching ttl no-log litellm_session_id litellm_trace_id litellm_call_id litellm_metadata
   litellm_logging_obj guardrails api_key api_base base_url api_version extra_headers extra_query extra_body
   allowed_openai_params additional_drop_params priority prompt_id prompt_variables proxy_server_request
   store custom_llm_provider`.split(/\s+/),
)

export function isSteering(name: string): boolean {
  return steering.has(name) || isCredential(name)
}

/** @throws {ParameterError} for what cannot be understood */
export function parseOptions(
  body: Body,
  headers: Readonly<Record<string, unknown>>,
): Omit<CallOptions, 'signal'> {
  const number = (field: string, headerName?: string) => {
    const value = body[field] ?? (headerName === undefined ? undefined : headers[headerName])
    if (value === undefined || value === null) return undefined
    const parsed = asNumber(value, field)
    if (parsed < 0) throw new ParameterError(field, 'must not be negative')
    return parsed
  }
  const retries = number('num_retries', 'x-litellm-num-retries') ?? number('max_retries')
  const timeoutSeconds = number('timeout', 'x-litellm-timeout') ?? number('request_timeout')
  const streamTimeoutSeconds = number('stream_timeout', 'x-litellm-stream-timeout')
  const mockDelaySeconds = number('mock_delay')
  const priority = number('priority')
  const mockResponse = parseMockResponse(body.mock_response)
  const mockFailure = parseMockFailure(body)
  return {
    dropParams: body.drop_params === true,
    ...(retries === undefined ? {} : { retries }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(streamTimeoutSeconds === undefined ? {} : { streamTimeoutSeconds }),
    ...(priority === undefined ? {} : { priority }),
    ...(mockDelaySeconds === undefined ? {} : { mockDelaySeconds }),
    ...(mockResponse === undefined ? {} : { mockResponse }),
    ...(mockFailure === undefined ? {} : { mockFailure }),
  }
}

function parseMockFailure(body: Body): CallOptions['mockFailure'] {
  if (body.mock_testing_fallbacks === true) return 'internal_server'
  if (body.mock_testing_context_window_fallbacks === true) return 'context_window'
  if (body.mock_testing_content_policy_fallbacks === true) return 'content_policy'
  return body.mock_testing_rate_limit_error === true ? 'rate_limit' : undefined
}

/** @throws {ParameterError} for what cannot be understood */
export function parseWishes(body: Body): FallbackWishes {
  const general = parseTargets(body, 'fallbacks')
  const contextWindow = parseTargets(body, 'context_window_fallbacks')
  const contentPolicy = parseTargets(body, 'content_policy_fallbacks')
  return {
    disabled: body.disable_fallbacks === true,
    ...(general === undefined ? {} : { general }),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(contentPolicy === undefined ? {} : { contentPolicy }),
  }
}

/** A list of models, or the file's form, of which the entry for the requested model counts. */
function parseTargets(body: Body, field: string): readonly FallbackTarget[] | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  const own = Array.isArray(value)
    ? value.find(
        (item) => isRecord(item) && item.model === undefined && Object.hasOwn(item, String(body.model)),
      )
    : undefined
  const targets = parseFallbackTargets(isRecord(own) ? own[String(body.model)] : value)
  if (!targets) throw new ParameterError(field, 'must be a list of model names')
  return targets
}
