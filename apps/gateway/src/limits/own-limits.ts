import type { Limited } from '@kansoku/contracts/gateway'
import type { GatewayConfig } from '@kansoku/routing'
import type { LimitScope } from './limit-scope.ts'

/** Budgets of the config file. */
export interface OwnLimits {
  /** Hold for every call. */
  readonly ofAll: readonly LimitScope[]
  /** Hold for the calls that a provider answers. */
  readonly ofProviders: readonly LimitScope[]
}

export function readOwnLimits({ spending }: Pick<GatewayConfig, 'spending'>): OwnLimits {
  const { maxBudget, providers, ...window } = spending
  return {
    ofAll:
      maxBudget === undefined
        ? []
        : [{ kind: 'global', id: '', limits: { maxBudget, ...window }, title: 'the whole gateway' }],
    ofProviders: [...providers].map(([id, limits]) => ({
      kind: 'provider',
      id,
      limits: { ...limits },
      title: `provider ${id}`,
    })),
  }
}

/** The same, as the server is asked about what was spent of them. */
export function budgetsOf(config: Pick<GatewayConfig, 'spending'>): Limited[] {
  const { ofAll, ofProviders } = readOwnLimits(config)
  return [...ofAll, ...ofProviders].map(({ kind, id, limits }) => ({ kind, id, limits }))
}
