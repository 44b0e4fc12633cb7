import { parseModelName } from '@kansoku/catalog'
import type { ConfigWarning } from './config-error.ts'
import type { FallbackRule, GatewayConfig } from './gateway-config.ts'
import type { ConfigSource } from './source.ts'
import { findNearest } from './suggest.ts'

/** Models that load but whose calls will fail. */
export function inspectModels(
  sources: readonly ConfigSource[],
  config: GatewayConfig,
  isProviderSupported: (provider: string) => boolean,
): ConfigWarning[] {
  const places = sources.flatMap((source) => {
    const list = source.sections.model_list
    return Array.isArray(list) ? list.map((_, index) => ({ source, index })) : []
  })
  return config.deployments.flatMap((deployment, position) => {
    const place = places[position]
    if (!place) return []
    const message = explainModel(deployment.model, deployment.target.provider, isProviderSupported)
    if (message === undefined) return []
    const line = place.source.lineOf(['model_list', place.index, 'litellm_params', 'model'])
    return [{ file: place.source.file, line, key: deployment.modelGroup, message }]
  })
}

function explainModel(
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

/** Fallbacks to models that do not exist or that are named twice. */
export function inspectFallbacks(sources: readonly ConfigSource[], config: GatewayConfig): ConfigWarning[] {
  const names = new Set([...config.deployments.map(({ modelGroup }) => modelGroup), ...config.aliases.keys()])
  const ids = new Set(config.deployments.map(({ id }) => id))
  const hasWildcard = [...names].some((name) => name.includes('*'))
  const { general, contextWindow, contentPolicy, byDefault } = config.reliability.fallbacks
  const lists: readonly [string, readonly FallbackRule[]][] = [
    ['fallbacks', general],
    ['context_window_fallbacks', contextWindow],
    ['content_policy_fallbacks', contentPolicy],
    ['default_fallbacks', [{ model: '*', targets: byDefault }]],
  ]
  return lists.flatMap(([key, rules]) =>
    rules.flatMap((rule) =>
      explainRule(rule, (name) => names.has(name) || ids.has(name) || hasWildcard, names).map((message) => ({
        ...findPlace(sources, key),
        message,
      })),
    ),
  )
}

function explainRule(rule: FallbackRule, exists: (name: string) => boolean, names: Set<string>): string[] {
  const targets = rule.targets.map(({ model }) => model)
  const unknown = [...new Set(rule.model.includes('*') ? targets : [rule.model, ...targets])].filter(
    (name) => !exists(name),
  )
  const repeated = new Set(targets.filter((name, index) => targets.indexOf(name) !== index))
  return [
    ...unknown.map((name) => {
      const near = findNearest(name, names)
      return `"${name}" is not in model_list.${near ? ` You may mean "${near}".` : ''}`
    }),
    ...[...repeated].map((name) => `"${name}" is listed twice for "${rule.model}"; it is tried once.`),
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
