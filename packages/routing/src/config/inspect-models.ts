import { parseModelName } from '@kansoku/catalog'
import type { Target, TargetConcern } from '@kansoku/providers'
import type { ConfigWarning } from './config-error.ts'
import type { Deployment, FallbackRule, GatewayConfig } from './gateway-config.ts'
import type { ConfigSource } from './source.ts'
import { findNearest } from './suggest.ts'

/** Models that load but whose calls will fail. */
export function inspectModels(
  sources: readonly ConfigSource[],
  config: GatewayConfig,
  isProviderSupported: (provider: string) => boolean,
): ConfigWarning[] {
  return placesOf(sources, config).flatMap(({ deployment, file, lineOf }) => {
    const message = explainModel(deployment.model, deployment.target.provider, isProviderSupported)
    return message === undefined
      ? []
      : [{ file, line: lineOf('model'), key: deployment.modelGroup, message, important: true }]
  })
}

/** What the providers have to say about the settings of their models: each sentence once, at the first model. */
export function inspectTargets(
  sources: readonly ConfigSource[],
  config: GatewayConfig,
  concernsOf: (target: Target) => readonly TargetConcern[],
): ConfigWarning[] {
  const found = placesOf(sources, config).flatMap((place) =>
    concernsOf(place.deployment.target).map((concern) => ({ ...place, concern })),
  )
  const bySentence = Map.groupBy(found, ({ concern }) => concern.message)
  return [...bySentence].flatMap(([message, [first, ...others]]) => {
    if (!first) return []
    const { file, lineOf, concern } = first
    return {
      file,
      line: lineOf(concern.about) ?? lineOf('model'),
      key: concern.about,
      message: others.length === 0 ? message : `${message} (${others.length + 1} models)`,
      important: concern.important,
    }
  })
}

interface DeploymentPlace {
  readonly deployment: Deployment
  readonly file: string
  /** Line of one of its `litellm_params`. */
  lineOf(parameter: string): number | undefined
}

function placesOf(sources: readonly ConfigSource[], config: GatewayConfig): DeploymentPlace[] {
  const entries = sources.flatMap((source) => {
    const list = source.sections.model_list
    return Array.isArray(list) ? list.map((_, index) => ({ source, index })) : []
  })
  return entries.flatMap(({ source, index }, position) => {
    const deployment = config.deployments[position]
    if (!deployment) return []
    const lineOf = (parameter: string) => source.lineOf(['model_list', index, 'litellm_params', parameter])
    return [{ deployment, file: source.file, lineOf }]
  })
}

export function explainModel(
  model: string,
  provider: string,
  isProviderSupported: (provider: string) => boolean,
): string | undefined {
  const fault = parseModelName(model).bedrock?.fault
  if (fault) return `calls to this model will fail: ${fault}.`
  if (!isProviderSupported(provider)) {
    return `calls to this model will fail: the provider "${provider}" is not supported by this version.`
  }
  return undefined
}

/** Fallbacks to models that do not exist or that are named twice, and caches that ask such. */
export function inspectNamedModels(sources: readonly ConfigSource[], config: GatewayConfig): ConfigWarning[] {
  const names = new Set([...config.deployments.map(({ modelGroup }) => modelGroup), ...config.aliases.keys()])
  const ids = new Set(config.deployments.map(({ id }) => id))
  const hasWildcard = [...names].some((name) => name.includes('*'))
  const { general, contextWindow, contentPolicy, byDefault } = config.reliability.fallbacks
  const { semantic } = config.caching ?? {}
  const lists: readonly [string, readonly FallbackRule[]][] = [
    ['fallbacks', general],
    ['context_window_fallbacks', contextWindow],
    ['content_policy_fallbacks', contentPolicy],
    ['default_fallbacks', [{ model: '*', targets: byDefault }]],
    ['cache_params', semantic ? [{ model: '*', targets: [{ model: semantic.model }] }] : []],
  ]
  return lists.flatMap(([key, rules]) =>
    rules.flatMap((rule) =>
      explainRule(rule, (name) => names.has(name) || ids.has(name) || hasWildcard, names).map((fault) => ({
        ...findPlace(sources, key),
        ...fault,
      })),
    ),
  )
}

function explainRule(
  rule: FallbackRule,
  exists: (name: string) => boolean,
  names: Set<string>,
): Pick<ConfigWarning, 'message' | 'important'>[] {
  const targets = rule.targets.map(({ model }) => model)
  const unknown = [...new Set(rule.model.includes('*') ? targets : [rule.model, ...targets])].filter(
    (name) => !exists(name),
  )
  const repeated = new Set(targets.filter((name, index) => targets.indexOf(name) !== index))
  return [
    ...unknown.map((name) => {
      const near = findNearest(name, names)
      const message = `"${name}" is not in model_list.${near ? ` You may mean "${near}".` : ''}`
      return { message, important: true }
    }),
    ...[...repeated].map((name) => ({
      message: `"${name}" is listed twice for "${rule.model}"; it is tried once.`,
    })),
  ]
}

function findPlace(sources: readonly ConfigSource[], key: string): Omit<ConfigWarning, 'message'> {
  for (const section of ['router_settings', 'litellm_settings']) {
    for (const source of sources) {
      const line = source.lineOf([section, key])
      if (line !== undefined) return { file: source.file, line, key: `${section}.${key}` }
    }
  }
  return { file: sources[0]?.file ?? '', line: undefined, key }
}
