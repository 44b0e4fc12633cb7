import type { Deployment, GatewayConfig } from '../config/gateway-config.ts'
import { parseProvider } from '../config/model-parameters.ts'
import { tokenLimits } from '../config/token-limits.ts'

const mostSpecialised = 500

/** Deployments that share the calls to one name. */
export interface ModelGroup {
  readonly name: string
  readonly deployments: readonly Deployment[]
}

/** Finds the deployments behind a name; built once per config. */
export interface ModelIndex {
  /**
   * In LiteLLM's order: alias, public name, deployment id, wildcard (the most specific pattern, `*` last).
   * Undefined when nothing fits.
   */
  resolve(name: string): ModelGroup | undefined
  /** `model_info.access_groups` of the deployments behind a name: keys may be given these instead of models. */
  accessGroupsOf(name: string): readonly string[]
  /** Public names in the order of the config, visible aliases after them. */
  readonly listed: readonly string[]
}

export function createModelIndex(config: GatewayConfig): ModelIndex {
  const groups = new Map<string, ModelGroup>()
  for (const [name, deployments] of Map.groupBy(config.deployments, ({ modelGroup }) => modelGroup)) {
    groups.set(name, { name, deployments })
  }
  const byId = new Map(config.deployments.map((deployment) => [deployment.id, deployment]))
  const patterns = [...groups.values()]
    .filter(({ name }) => name.includes('*'))
    .map((group) => ({ group, pattern: toPattern(group.name) }))
    .sort((a, b) => b.group.name.length - a.group.name.length)
  const findDirect = (name: string): ModelGroup | undefined => {
    const group = groups.get(name)
    if (group) return group
    const deployment = byId.get(name)
    if (deployment) return { name: deployment.modelGroup, deployments: [deployment] }
    return patterns.length === 0 ? undefined : findByPattern(name)
  }
  const specialised = new Map<string, ModelGroup>()
  const findByPattern = (name: string): ModelGroup | undefined => {
    const known = specialised.get(name)
    if (known) return known
    for (const { group: wildcard, pattern } of patterns) {
      const part = pattern.exec(name)?.[1]
      if (part === undefined) continue
      const group = specialise(wildcard, name, part)
      // Clients may make up names without end.
      if (specialised.size >= mostSpecialised) specialised.clear()
      specialised.set(name, group)
      return group
    }
    return undefined
  }
  const resolve = (name: string) => findDirect(config.aliases.get(name)?.group ?? name)
  return {
    resolve,
    accessGroupsOf: (name) =>
      (resolve(name)?.deployments ?? []).flatMap(({ modelInfo: { access_groups: groups } }) =>
        Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
      ),
    listed: [
      ...[...groups.values()]
        .filter(({ deployments }) => deployments.some(({ listed }) => listed))
        .map(({ name }) => name),
      ...[...config.aliases].filter(([, { hidden }]) => !hidden).map(([alias]) => alias),
    ],
  }
}

function toPattern(name: string): RegExp {
  const [head = '', ...tail] = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${head}(.*)${tail.join('.*')}$`)
}

/**
 * `openai/*` served by `openai/*`: what the star stood for in the name replaces the star of the model. A model that is
 * but a star takes the provider from the name, too.
 */
function specialise({ deployments }: ModelGroup, name: string, part: string): ModelGroup {
  return {
    name,
    deployments: deployments.map((deployment) => {
      if (!deployment.model.includes('*')) return deployment
      const model = deployment.model.replace('*', part)
      const { target, modelInfo, ...rest } = deployment
      const { provider, rest: id } = parseProvider(model, target.params.custom_llm_provider)
      const { maxInputTokens, maxOutputTokens } = tokenLimits(model, modelInfo)
      return {
        ...rest,
        model,
        modelInfo,
        target: {
          ...target,
          provider,
          model: id,
          ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
        },
        ...(maxInputTokens === undefined ? {} : { maxInputTokens }),
      }
    }),
  }
}
