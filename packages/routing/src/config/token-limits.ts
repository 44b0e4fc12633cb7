import { toNumber } from './fields.ts'
import { knownFacts } from './known-facts.ts'

/** The model's longest prompt and answer: as `model_info` says, else as the catalogue knows them. */
export function tokenLimits(model: string, modelInfo: Readonly<Record<string, unknown>>) {
  const { max_input_tokens: input, max_output_tokens: output } = modelInfo
  const known = knownFacts({ model, modelInfo })
  return {
    maxInputTokens: toNumber(input) ?? known?.maxInputTokens ?? undefined,
    maxOutputTokens: toNumber(output) ?? known?.maxOutputTokens ?? undefined,
  }
}
