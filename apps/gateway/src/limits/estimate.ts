import { modelFacts } from '@kansoku/catalog'
import { NO_USAGE } from '@kansoku/providers'
import { type ModelGroup, settle } from '@kansoku/routing'

/** Bytes of JSON for a token: fewer than in prose, so that the estimate is rather too high. */
const bytesPerToken = 3
const usualOutputTokens = 4096

/** What a call may cost at most, in US dollars, by the dearest deployment of its group; 0 where prices are unknown. */
export function estimateCost(group: ModelGroup, body: Readonly<Record<string, unknown>>): number {
  const inputTokens = Math.ceil(JSON.stringify(body).length / bytesPerToken)
  const asked = [body.max_completion_tokens, body.max_output_tokens, body.max_tokens].find(
    (value) => typeof value === 'number',
  )
  const costs = group.deployments.map((deployment) => {
    const most = modelFacts(deployment.model)?.maxOutputTokens ?? usualOutputTokens
    const outputTokens = Math.min(Number(asked ?? usualOutputTokens), most)
    return settle(deployment, { ...NO_USAGE, inputTokens, outputTokens }).cost ?? 0
  })
  return Math.max(0, ...costs)
}
