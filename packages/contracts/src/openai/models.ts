/** Answer of `GET /v1/models`. */
export interface ModelList {
  readonly object: 'list'
  readonly data: readonly ModelListEntry[]
}

export interface ModelListEntry {
  readonly id: string
  readonly object: 'model'
  readonly created: number
  readonly owned_by: string
}

/** A row of `GET /v1/model/info`: one per deployment. Coding agents take limits and prices (USD per token) from it. */
export interface ModelInfoRow {
  readonly model_name: string
  readonly litellm_params: Readonly<Record<string, unknown>> & { readonly model: string }
  readonly model_info: Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly db_model: boolean
    readonly key: string
    readonly max_tokens: number | null
    readonly max_input_tokens: number | null
    readonly max_output_tokens: number | null
    readonly input_cost_per_token: number | null
    readonly output_cost_per_token: number | null
    readonly cache_creation_input_token_cost: number | null
    readonly cache_read_input_token_cost: number | null
    readonly litellm_provider: string
    readonly mode: string
    readonly supports_vision: boolean
    readonly supports_function_calling: boolean
    readonly supports_prompt_caching: boolean
    readonly supports_reasoning: boolean
    readonly supported_openai_params: readonly string[]
  }
}

/** A row of `GET /model_group/info`: one per public name. Prices in US dollars per token. */
export interface ModelGroupInfo {
  readonly model_group: string
  readonly providers: readonly string[]
  readonly max_input_tokens: number | null
  readonly max_output_tokens: number | null
  readonly input_cost_per_token: number | null
  readonly output_cost_per_token: number | null
  readonly mode: string
  readonly tpm: number | null
  readonly rpm: number | null
  readonly supports_vision: boolean
  readonly supports_reasoning: boolean
  readonly supports_function_calling: boolean
  readonly supports_prompt_caching: boolean
  readonly supported_openai_params: readonly string[]
}
