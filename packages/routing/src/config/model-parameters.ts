import { parseModelName } from '@kansoku/catalog'
import { unsupportedModelParameters } from './known-settings.ts'

const targetNames = new Set(
  `model api_key api_base base_url api_version organization custom_llm_provider litellm_credential_name
   region_name model_id extra_headers extra_body headers additional_drop_params allowed_openai_params drop_params
   modify_params cache_control_injection_points client_id client_secret tenant_id model_info
   rpm tpm weight order timeout stream_timeout num_retries max_retries cooldown_time mock_response mock_delay
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
  const vendor = parseModelName(model).vendor ?? (model.startsWith('claude') ? 'anthropic' : 'openai')
  return { provider: prefixOfVendor[vendor] ?? vendor, rest: model }
}
