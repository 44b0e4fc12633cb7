import { compileConfig } from './compile.ts'
import { faultAt } from './fault.ts'
import type { ResolvedSource } from './fields.ts'
import type { GatewayConfig } from './gateway-config.ts'
import { isMap } from './inspect.ts'
import { type Environment, type MissingVariable, resolveReferences } from './references.ts'
import type { ConfigSource } from './source.ts'

export interface CompiledSources {
  readonly config: GatewayConfig
  readonly resolved: readonly ResolvedSource[]
  /** With the variables of the files. */
  readonly environment: Environment
  readonly missing: readonly {
    readonly source: ConfigSource
    readonly variables: readonly MissingVariable[]
  }[]
}

/** From parsed files to a config. Throws `ConfigError` at the first fault. */
export function compileSources(sources: readonly ConfigSource[], env: Environment): CompiledSources {
  for (const source of sources) requireForms(source)
  const environment = { ...env, ...readVariables(sources, env) }
  const read = sources.map((source) => ({ source, ...resolveReferences(source.sections, environment) }))
  const resolved = read.map(
    ({ source, value }): ResolvedSource => ({ source, sections: value as Record<string, unknown> }),
  )
  return {
    config: compileConfig(resolved, environment),
    resolved,
    environment,
    missing: read.map(({ source, missing }) => ({ source, variables: missing })),
  }
}

const forms: Readonly<Record<string, 'list' | 'map'>> = {
  model_list: 'list',
  credential_list: 'list',
  guardrails: 'list',
  callback_settings: 'map',
  mcp_servers: 'map',
  litellm_settings: 'map',
  router_settings: 'map',
  general_settings: 'map',
  environment_variables: 'map',
}

function requireForms(source: ConfigSource): void {
  for (const [section, form] of Object.entries(forms)) {
    const value = source.sections[section]
    if (value === undefined || value === null) continue
    if (form === 'list' ? Array.isArray(value) : isMap(value)) continue
    throw faultAt(
      source,
      [section],
      `${section} is not a ${form}.`,
      form === 'list' ? 'Start each entry with "- ".' : 'Write one "key: value" per line below it, indented.',
    )
  }
}

/** `environment_variables` count before anything else; the including file wins. */
function readVariables(sources: readonly ConfigSource[], env: Environment): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const { sections } of [...sources].reverse()) {
    const { value } = resolveReferences(sections.environment_variables ?? {}, env)
    for (const [name, text] of Object.entries(value as Record<string, unknown>)) {
      if (text !== null && typeof text !== 'object') variables[name] = String(text)
    }
  }
  return variables
}
