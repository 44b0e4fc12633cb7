import { parseModelName } from '@kansoku/catalog'
import { callParameterNames } from '../parameters/call-parameters.ts'
import { unsupportedModelParameters } from './known-settings.ts'
import { findNearest } from './suggest.ts'

const targetNames = new Set(
  `model api_key api_base base_url api_version organization custom_llm_provider litellm_credential_name
   region_name model_id base_model sagemaker_base_url extra_headers extra_body headers additional_drop_params allowed_openai_params drop_params
   modify_params use_in_pass_through cache_control_injection_points guardrails client_id client_secret tenant_id model_info
   rpm tpm max_parallel_requests tags tag_regex weight order timeout stream_timeout num_retries max_retries cooldown_time mock_response mock_delay
   input_cost_per_token output_cost_per_token input_cost_per_second cache_creation_input_token_cost
   cache_read_input_token_cost`.split(/\s+/),
)

/** Whether a key of `litellm_params` says where and how to call, and is not a default of the call itself. */
export function isTargetParameter(name: string): boolean {
  return (
    targetNames.has(name) ||
    unsupportedModelParameters.has(name) ||
    isCredential(name) ||
    /_cost(_|$)/.test(name)
  )
}

const namesOfVendors = `aws_access_key_id aws_secret_access_key aws_session_token aws_region_name aws_profile_name
   aws_role_name aws_session_name aws_external_id aws_web_identity_token aws_sts_endpoint aws_bedrock_runtime_endpoint
   vertex_project vertex_location vertex_credentials azure_ad_token azure_username azure_password azure_scope`
const knownNames = [
  ...targetNames,
  ...unsupportedModelParameters,
  ...callParameterNames,
  ...namesOfVendors.split(/\s+/),
]

/** Vendors have parameters of their own, so only what is nearly one of the known names counts as misspelt. */
export function misspeltParameter(name: string): string | undefined {
  if (name.length < 6 || knownNames.includes(name)) return undefined
  return findNearest(name, knownNames, 1 / 4)
}

export function isKnownParameter(name: string): boolean {
  return knownNames.includes(name)
}

/** Whether a parameter says with whose rights a provider is called: never to be passed on or written down. */
export function isCredential(name: string): boolean {
  return /^(aws|vertex|watsonx|azure)_/.test(name) || credentials.has(name)
}

const credentials = new Set(
  'api_key organization litellm_credential_name client_id client_secret tenant_id headers extra_headers'.split(
    ' ',
  ),
)

const prefixOfVendor: Readonly<Record<string, string>> = { aws: 'bedrock', google: 'gemini', 'x-ai': 'xai' }

/** Splits LiteLLM's `provider/model`; a bare name gets the provider that is known to serve it, else `openai`. */
export function parseProvider(model: string, override: unknown): { provider: string; rest: string } {
  const slash = model.indexOf('/')
  if (typeof override === 'string' && override !== '') {
    const prefixed = model.startsWith(`${override}/`)
    return { provider: override, rest: prefixed ? model.slice(override.length + 1) : model }
  }
  if (slash > 0) return { provider: model.slice(0, slash), rest: model.slice(slash + 1) }
  const vendor = parseModelName(model).vendor ?? vendorOfBareName(model)
  return { provider: prefixOfVendor[vendor] ?? vendor, rest: model }
}

function vendorOfBareName(model: string): string {
  if (model.startsWith('claude')) return 'anthropic'
  return model.startsWith('gemini-') ? 'vertex_ai' : 'openai'
}
