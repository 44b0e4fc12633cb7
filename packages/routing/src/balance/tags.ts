import type { Balancing, Deployment } from '../config/gateway-config.ts'

/** For calls whose tags fit nothing, and for those without any. */
const defaultTag = 'default'

/**
 * The deployments that a call with such tags may use (LiteLLM's tag filtering): those that carry one of them, or all of
 * them where the config says so; else those tagged `default`. A call without tags may use the defaults, and where
 * there are none every deployment.
 */
export function fitTags(
  deployments: readonly Deployment[],
  tags: readonly string[],
  { tagFilter }: Balancing,
): readonly Deployment[] {
  if (tagFilter === 'off') return deployments
  const defaults = deployments.filter((one) => one.tags?.includes(defaultTag))
  if (tags.length === 0) return defaults.length > 0 ? defaults : deployments
  const fits = (own: readonly string[]) =>
    tagFilter === 'all' ? tags.every((tag) => own.includes(tag)) : tags.some((tag) => own.includes(tag))
  const fitting = deployments.filter((one) => one.tags && fits(one.tags))
  return fitting.length > 0 ? fitting : defaults
}
