import type { Deployment, GatewayConfig } from '../config/gateway-config.ts'

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
    for (const { group: wildcard, pattern } of patterns) {
      const part = pattern.exec(name)?.[1]
      if (part !== undefined) return specialise(wildcard, name, part)
    }
    return undefined
  }
  return {
    resolve: (name) => findDirect(config.aliases.get(name)?.group ?? name),
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

/** `openai/*` served by `openai/*`: what the star stood for in the name replaces the star of the model. */
function specialise({ deployments }: ModelGroup, name: string, part: string): ModelGroup {
  return {
    name,
    deployments: deployments.map((deployment) => ({
      ...deployment,
      model: deployment.model.replace('*', part),
      target: { ...deployment.target, model: deployment.target.model.replace('*', part) },
    })),
  }
}
