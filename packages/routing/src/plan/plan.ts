import type { ErrorClass } from '@kansoku/providers'
import type { FallbackRule, Fallbacks, FallbackTarget } from '../config/gateway-config.ts'
import type { ModelGroup, ModelIndex } from './model-index.ts'

/** One model group to try, with its own retries. */
export interface Stage {
  readonly group: ModelGroup
  /** 0 for the requested group, 1 for its fallbacks, 2 for theirs. */
  readonly depth: number
  /** Fields of the request that this fallback replaces. */
  readonly overrides?: Readonly<Record<string, unknown>>
}

/** Which list of fallbacks a failure asks for. */
export type FallbackFamily = 'general' | 'contextWindow' | 'contentPolicy'

/**
 * Everything that may be tried for one call, in order, for each family of failure. Each chain starts with the
 * requested group and holds no group twice.
 */
export type Plan = Readonly<Record<FallbackFamily, readonly Stage[]>>

/** What a request itself says about fallbacks. */
export interface FallbackWishes {
  readonly disabled?: boolean
  /** Replace those of the config for the requested model. */
  readonly general?: readonly FallbackTarget[]
  readonly contextWindow?: readonly FallbackTarget[]
  readonly contentPolicy?: readonly FallbackTarget[]
}

export function familyOf(errorClass: ErrorClass): FallbackFamily {
  if (errorClass === 'context_window') return 'contextWindow'
  return errorClass === 'content_policy' ? 'contentPolicy' : 'general'
}

/** Plans a call. Pure: which deployment of a group is used is decided by `pickDeployment` when its turn comes. */
export function plan(
  requested: ModelGroup,
  index: ModelIndex,
  config: Fallbacks,
  wishes: FallbackWishes = {},
): Plan {
  const first: Stage = { group: requested, depth: 0 }
  if (wishes.disabled || hasNone(config, wishes))
    return { general: [first], contextWindow: [first], contentPolicy: [first] }
  const chain = (family: FallbackFamily) => walk(first, index, config, family, wishes)
  return {
    general: chain('general'),
    contextWindow: chain('contextWindow'),
    contentPolicy: chain('contentPolicy'),
  }
}

/** Most configs have no fallbacks: their calls look for none three times. */
function hasNone(config: Fallbacks, { general, contextWindow, contentPolicy }: FallbackWishes): boolean {
  if ((general ?? contextWindow ?? contentPolicy) !== undefined) return false
  const lists = [config.general, config.contextWindow, config.contentPolicy, config.byDefault]
  return lists.every(({ length }) => length === 0)
}

/** Depth first: a fallback's own fallbacks come before its next sibling. */
function walk(
  first: Stage,
  index: ModelIndex,
  config: Fallbacks,
  family: FallbackFamily,
  wishes: FallbackWishes,
): Stage[] {
  const stages: Stage[] = []
  const visited = new Set<string>()
  const visit = (stage: Stage) => {
    if (visited.has(stage.group.name) || stage.depth > config.maxDepth) return
    visited.add(stage.group.name)
    stages.push(stage)
    const wished = stage.depth === 0 ? (wishes[family] ?? wishes.general) : undefined
    for (const target of wished ?? targetsOf(stage.group.name, config, family)) {
      const group = index.resolve(target.model)
      if (!group) continue
      const { overrides } = target
      visit({ group, depth: stage.depth + 1, ...(overrides === undefined ? {} : { overrides }) })
    }
  }
  visit(first)
  return stages
}

/** The list of that family, else the general one: the group's own, that of its bare name, a pattern's, the default. */
function targetsOf(group: string, config: Fallbacks, family: FallbackFamily): readonly FallbackTarget[] {
  return (
    (family === 'general' ? undefined : findRule(config[family], group)?.targets) ??
    findRule(config.general, group)?.targets ??
    config.byDefault
  )
}

/** Whether the config has a list for failures of that family; such failures are not retried. */
export function hasOwnFallbacks(group: string, config: Fallbacks, family: FallbackFamily): boolean {
  return (findRule(config[family], group)?.targets.length ?? 0) > 0
}

function findRule(rules: readonly FallbackRule[], group: string): FallbackRule | undefined {
  const bare = group.slice(group.indexOf('/') + 1)
  return (
    rules.find(({ model }) => model === group) ??
    rules.find(({ model }) => model === bare) ??
    rules.find(
      ({ model }) => model.length > 1 && model.endsWith('*') && group.startsWith(model.slice(0, -1)),
    ) ??
    rules.find(({ model }) => model === '*')
  )
}
