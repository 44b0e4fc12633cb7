import type { FallbackWishes } from '@kansoku/routing'
import type { Caller } from '../authentication.ts'

/** The admin of a key may switch fallbacks off for all of its calls. */
export function wishesOf(fallbacks: FallbackWishes, { key }: Caller): FallbackWishes {
  return { ...fallbacks, disabled: fallbacks.disabled || key?.metadata.disable_fallbacks === true }
}
