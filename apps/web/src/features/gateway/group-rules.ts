import type { GatewaySetup } from '@kansoku/contracts'

type Rule = GatewaySetup['routing']['fallbacks'][number]

interface RuleGroup {
  readonly kind: Rule['kind']
  /** Null: all without a rule of their own. */
  readonly models: readonly Rule['model'][]
  readonly targets: readonly string[]
}

/** Rules that say the same of several models as one. */
export function groupRules(rules: readonly Rule[]): RuleGroup[] {
  const groups = Map.groupBy(rules, ({ kind, targets }) => JSON.stringify([kind, targets]))
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    return first ? [{ kind: first.kind, models: same.map(({ model }) => model), targets: first.targets }] : []
  })
}
