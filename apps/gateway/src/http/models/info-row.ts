import { type ModelInfoRow, shownModelParams } from '@kansoku/contracts/gateway'
import { type Deployment, knownFacts } from '@kansoku/routing'

/** A deployment with its limits, prices and abilities; what the config file says of it wins. */
export function toInfoRow(deployment: Deployment, supportedParams: readonly string[]): ModelInfoRow {
  const { id, modelGroup, model, target, modelInfo } = deployment
  const facts = knownFacts(deployment)
  const prices = deployment.price?.pricingTiers[0]?.prices
  return {
    model_name: modelGroup,
    litellm_params: { model, ...shownModelParams(target.params) },
    model_info: {
      id,
      db_model: false,
      key: target.model,
      max_tokens: facts?.maxOutputTokens ?? null,
      max_input_tokens: facts?.maxInputTokens ?? null,
      max_output_tokens: facts?.maxOutputTokens ?? null,
      input_cost_per_token: prices?.input ?? facts?.inputCostPerToken ?? null,
      output_cost_per_token: prices?.output ?? facts?.outputCostPerToken ?? null,
      cache_creation_input_token_cost:
        prices?.cache_creation_input_tokens ?? facts?.cacheCreationInputTokenCost ?? null,
      cache_read_input_token_cost: prices?.cache_read_input_tokens ?? facts?.cacheReadInputTokenCost ?? null,
      litellm_provider: target.provider,
      mode: facts?.mode ?? 'chat',
      supports_vision: facts?.supportsVision ?? false,
      supports_function_calling: facts?.supportsFunctionCalling ?? false,
      supports_prompt_caching: facts?.supportsPromptCaching ?? false,
      supports_reasoning: facts?.supportsReasoning ?? false,
      supported_openai_params: supportedParams,
      ...modelInfo,
    },
  }
}
