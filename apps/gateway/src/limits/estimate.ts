import { modelFacts } from '@kansoku/catalog'
import type { Task } from '@kansoku/providers'
import { type Deployment, estimateSettlement, type ModelGroup, type Plan } from '@kansoku/routing'

/** Bytes of JSON for a token: fewer than in prose, so that the estimate is rather too high. */
const bytesPerToken = 3
const usualOutputTokens = 4096
const mostChoices = 128

interface Sent {
  readonly body: Readonly<Record<string, unknown>>
  /** Length of what was sent. */
  readonly bytes: number
  readonly task?: Task | undefined
}

/**
 * What a call may cost at most, in US dollars, by the dearest deployment that may answer it, those of fallbacks
 * included; 0 where prices are unknown.
 */
export function estimateCost({ general }: Pick<Plan, 'general'>, sent: Sent): number {
  return Math.max(0, ...general.map(({ group }) => costOf(group, sent)))
}

function costOf({ deployments }: ModelGroup, { body, bytes, task }: Sent): number {
  // The bytes of a sound are no text.
  const text = task?.kind === 'transcription' ? bytes - task.request.file.bytes.length : bytes
  const inputTokens = Math.ceil(Math.max(0, text) / bytesPerToken)
  const { max_completion_tokens, max_output_tokens, max_tokens, n } = body
  const asked = Math.max(...[max_completion_tokens, max_output_tokens, max_tokens].map(countOf))
  const choices = Math.min(Math.max(1, countOf(n)), mostChoices)
  const units = task && unitsOf(task)
  const costs = deployments.map((deployment) => {
    const outputTokens = choices * Math.min(asked || usualOutputTokens, mostOutputOf(deployment))
    return estimateSettlement(deployment, { inputTokens, outputTokens, ...(units ? { units } : {}) })
  })
  return Math.max(0, ...costs)
}

/** Of audio that is not compressed more than speech usually is. */
const bytesPerSecond = 4000
const documentsPerSearch = 100

function unitsOf({ kind, request }: Task): Readonly<Record<string, number>> {
  switch (kind) {
    case 'rerank':
      return { searches: Math.ceil(request.documents.length / documentsPerSearch) }
    case 'image':
      return { images: Math.min(Math.max(1, request.count ?? 1), mostChoices) }
    case 'speech':
      return { characters: request.input.length }
    case 'transcription':
      return { seconds: request.file.bytes.length / bytesPerSecond }
    default:
      return {}
  }
}

const mostOutput = new WeakMap<Deployment, number>()

/** Asked for each call: the search in the catalogue takes longer than the rest of the estimate. */
function mostOutputOf(deployment: Deployment): number {
  const known = mostOutput.get(deployment)
  if (known !== undefined) return known
  const most = modelFacts(deployment.model)?.maxOutputTokens ?? usualOutputTokens
  mostOutput.set(deployment, most)
  return most
}

/** Some providers take -1 for as much as there is: nobody lowers an estimate with it. */
function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0
}
