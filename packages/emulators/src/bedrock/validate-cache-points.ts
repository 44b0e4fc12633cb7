import { validationError } from '../aws/aws-error.ts'
import type { ModelAbilities } from './model-abilities.ts'
import type { ContentBlock, ConverseRequest } from './wire.ts'

const MAX_CACHE_POINTS = 4

type Marked = Pick<ContentBlock, 'cachePoint'>

/** Where cache points may stand, how many and how long they last. */
export function validateCachePoints(request: ConverseRequest, abilities: ModelAbilities): void {
  const inTools = pointsOf(request.toolConfig?.tools ?? [])
  const elsewhere = pointsOf([
    ...(request.system ?? []),
    ...(request.messages ?? []).flatMap((message) => message.content),
  ])
  const all = [...inTools, ...elsewhere]
  const refused = abilities.caching === 'never' ? all : abilities.caching === 'not-in-tools' ? inTools : []
  if (refused.length > 0) {
    throw validationError(
      'You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.',
    )
  }
  if (all.length > MAX_CACHE_POINTS) {
    throw validationError(
      `A maximum of ${MAX_CACHE_POINTS} blocks with cache_control may be provided. Found ${all.length}.`,
    )
  }
  if (!abilities.hourCaching && all.some((point) => point.ttl === '1h')) {
    throw validationError('The provided cachePoint ttl is not supported for this model.')
  }
}

function pointsOf(blocks: readonly Marked[]): NonNullable<Marked['cachePoint']>[] {
  return blocks.flatMap(({ cachePoint }) => cachePoint ?? [])
}
