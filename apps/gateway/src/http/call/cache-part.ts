import type { Plan } from '@kansoku/routing'
import type { CachePart } from '../../cache/answer-cache.ts'
import type { GatewayContext } from '../../context.ts'
import { deploymentsWithinRegion } from '../../limits/within-region.ts'
import { knownBefore } from '../../recording/known-before.ts'
import { readSteering } from '../../recording/steering.ts'
import type { ParsedCall } from './dialect.ts'
import type { LlmCall } from './llm-call.ts'

/** The part that the cache has in a call. */
export function cachePartOf(
  context: GatewayContext,
  record: Omit<LlmCall['record'], 'cache' | 'lease'>,
  parsed: ParsedCall,
  group: string,
  planned: Plan,
): CachePart | undefined {
  const { cache } = context
  if (parsed.task || !cache) return undefined
  const deploymentIds = deploymentsWithinRegion(context, record, planned)
  return cache.partIn({
    ...record,
    ...filterTags(context, record),
    ...(deploymentIds ? { deploymentIds } : {}),
    parsed,
    group,
  })
}

/** What is written down of it. */
export function cacheRecord(cache: CachePart | undefined): Pick<LlmCall['record'], 'cache'> {
  return cache === undefined ? {} : { cache: { key: cache.key, hit: false } }
}

/** Where tags choose among deployments, an answer is for calls with the same ones. */
function filterTags(
  { config }: GatewayContext,
  record: Pick<LlmCall['record'], 'body' | 'headers' | 'caller' | 'endUser'>,
): { readonly tags?: readonly string[] } {
  if (config.balancing.tagFilter === 'off') return {}
  return { tags: readSteering(record.body, record.headers, knownBefore(record)).tags }
}
