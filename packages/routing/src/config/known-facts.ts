import { type ModelFacts, modelFacts } from '@kansoku/catalog'
import type { Deployment } from './gateway-config.ts'

/** What the catalogue knows of a deployment's model; `model_info.base_model` names it where the provider's name does not. */
export function knownFacts({ model, modelInfo }: Pick<Deployment, 'model' | 'modelInfo'>): ModelFacts | null {
  const { base_model: base } = modelInfo
  return modelFacts(typeof base === 'string' ? base : model)
}
