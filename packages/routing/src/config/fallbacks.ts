import type { Fields } from './fields.ts'
import type { FallbackRule, Fallbacks, FallbackTarget } from './gateway-config.ts'
import { isMap } from './inspect.ts'

/** ROUTER_MAX_FALLBACKS of LiteLLM. */
const defaultMaxDepth = 5

/** Fallbacks of both sections; `router_settings` wins. */
export function compileFallbacks(fields: Fields): Fallbacks {
  const rules = (key: string) =>
    readRules(fields, 'router_settings', key) ?? readRules(fields, 'litellm_settings', key) ?? []
  const defaults = (section: string) => fields.texts(section, 'default_fallbacks')
  return {
    general: rules('fallbacks'),
    contextWindow: rules('context_window_fallbacks'),
    contentPolicy: rules('content_policy_fallbacks'),
    byDefault: (defaults('router_settings') ?? defaults('litellm_settings') ?? []).map((model) => ({
      model,
    })),
    maxDepth: fields.number('router_settings', 'max_fallbacks') ?? defaultMaxDepth,
  }
}

function readRules(fields: Fields, section: string, key: string): FallbackRule[] | undefined {
  const found = fields.find(section, key)
  if (!found) return undefined
  const rules = parseFallbackRules(found.value)
  return (
    rules ?? found.fail('is not a list of fallbacks.', `Write ${key}: [{"model-a": ["model-b", "model-c"]}].`)
  )
}

/** `[{"a": ["b", …]}, …]`, also one map for all; undefined when the value has another form. */
function parseFallbackRules(value: unknown): FallbackRule[] | undefined {
  const list = Array.isArray(value) ? value : [value]
  const rules: FallbackRule[] = []
  for (const item of list) {
    if (!isMap(item)) return undefined
    for (const [model, targets] of Object.entries(item)) {
      const parsed = parseFallbackTargets(targets)
      if (!parsed) return undefined
      rules.push({ model, targets: parsed })
    }
  }
  return rules
}

/** Names, or maps `{model, …}` whose other fields replace those of the request. Used for requests too. */
export function parseFallbackTargets(value: unknown): FallbackTarget[] | undefined {
  const list = Array.isArray(value) ? value : [value]
  const targets: FallbackTarget[] = []
  for (const item of list) {
    if (typeof item === 'string') targets.push({ model: item })
    else if (isMap(item) && typeof item.model === 'string') {
      const { model, ...overrides } = item
      targets.push({ model, ...(Object.keys(overrides).length === 0 ? {} : { overrides }) })
    } else return undefined
  }
  return targets
}
