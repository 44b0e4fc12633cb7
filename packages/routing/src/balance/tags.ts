import type { Balancing, Deployment } from '../config/gateway-config.ts'

/** For calls whose tags fit nothing, and for those without any. */
const defaultTag = 'default'

/** What a call says of itself. */
export interface Tagged {
  readonly tags?: readonly string[]
  /** The header that names its client. */
  readonly userAgent?: string
}

/**
 * The deployments that a call may use (LiteLLM's tag filtering): those that carry one of its tags, or all of them where
 * the config says so, and those with a pattern that its client fits; else those tagged `default`. A call that fits
 * nothing because it says nothing may use every deployment where there are no defaults.
 */
export function fitTags(
  deployments: readonly Deployment[],
  { tags = [], userAgent }: Tagged,
  { tagFilter }: Balancing,
): readonly Deployment[] {
  if (tagFilter === 'off') return deployments
  const fits = (own: readonly string[]) =>
    tagFilter === 'all' ? tags.every((tag) => own.includes(tag)) : tags.some((tag) => own.includes(tag))
  const fitting = deployments.filter(
    (one) =>
      (tags.length > 0 && one.tags && fits(one.tags)) ||
      one.tagPatterns?.some((pattern) => pattern.test(`User-Agent: ${userAgent ?? ''}`)),
  )
  if (fitting.length > 0) return fitting
  const defaults = deployments.filter((one) => one.tags?.includes(defaultTag))
  return defaults.length > 0 || tags.length > 0 ? defaults : deployments
}
