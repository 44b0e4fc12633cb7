import type { GatewayConfig } from '@kansoku/routing'
import type { LimitScope } from './limit-scope.ts'

/** The budget that `litellm_settings` sets for all calls together. */
export function readOwnLimits({ spending }: Pick<GatewayConfig, 'spending'>): LimitScope[] {
  const { maxBudget } = spending
  return maxBudget === undefined
    ? []
    : [{ kind: 'global', id: '', limits: spending, title: 'the whole gateway' }]
}
