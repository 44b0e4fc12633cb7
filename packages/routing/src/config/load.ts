import type { Target, TargetConcern } from '@kansoku/providers'
import { inspectCallbackSettings, inspectIdleCallbacks } from './callbacks/inspect-callbacks.ts'
import { compileConfig } from './compile.ts'
import { compileSources } from './compile-sources.ts'
import type { ConfigWarning } from './config-error.ts'
import { ConfigError } from './config-error.ts'
import type { ResolvedSource } from './fields.ts'
import type { Deployment, GatewayConfig } from './gateway-config.ts'
import { inspectGuardrails } from './guardrails/inspect-guardrails.ts'
import { inOrder } from './in-order.ts'
import { inspectSource, isMap } from './inspect.ts'
import { explainModel, inspectModels, inspectNamedModels, inspectTargets } from './inspect-models.ts'
import { sections } from './known-settings.ts'
import { inspectMcpServers } from './mcp/inspect-mcp-servers.ts'
import { type ReadSources, type ReadText, readSources } from './read-sources.ts'
import { type Environment, type MissingVariable, resolveReferences } from './references.ts'
import type { ConfigSource } from './source.ts'

export interface LoadedConfig {
  readonly config: GatewayConfig
  readonly warnings: readonly ConfigWarning[]
}

export interface LoadOptions {
  readonly env: Environment
  /** Providers that calls can be made to; models of others load with a warning. */
  readonly isProviderSupported: (provider: string) => boolean
  /** What providers that read this environment say of a model's settings. */
  readonly concernsIn?: (env: Environment) => (target: Target) => readonly TargetConcern[]
  readonly readText?: ReadText
  /** Deployments beside those of the file, with its settings: entries of `model_list`. Those that cannot be used become warnings. */
  readonly addedModels?: readonly unknown[]
}

const noSources: ReadSources = { sources: [], faults: [] }

/**
 * Reads a LiteLLM config file. What has no effect becomes a warning, what cannot be understood throws.
 * @param path undefined: a gateway without a file
 * @throws {ConfigError} with file, line and remedy
 */
export function loadGatewayConfig(path: string | undefined, options: LoadOptions): LoadedConfig {
  const { sources, faults } = path === undefined ? noSources : readSources(path, options.readText)
  const [fault] = faults
  if (fault) throw fault
  const { config: file, resolved, environment, missing } = compileSources(sources, options.env)
  const added = compileAdded(options, resolved, environment)
  const config = { ...file, deployments: [...file.deployments, ...added.deployments] }
  return {
    config,
    warnings: inOrder(sources, [
      ...inspectFiles(sources),
      ...resolved.flatMap(inspectMcpServers),
      ...inspectIdleCallbacks(sources, config),
      ...missing.flatMap(({ source, variables }) => describeMissing(source, variables)),
      ...added.warnings,
      ...inspectModels(sources, config, options.isProviderSupported),
      ...(options.concernsIn ? inspectTargets(sources, config, options.concernsIn(environment)) : []),
      ...inspectNamedModels(sources, config),
    ]),
  }
}

/** Each by itself: one that cannot be used takes nothing from the others. */
function compileAdded(
  { addedModels = [], isProviderSupported }: LoadOptions,
  file: readonly ResolvedSource[],
  environment: Environment,
) {
  const deployments: Deployment[] = []
  const warnings: ConfigWarning[] = []
  for (const model of addedModels) {
    const source = {
      file: addedSource,
      sections: { model_list: [model] },
      duplicates: [],
      lineOf: () => undefined,
    }
    const { value } = resolveReferences(source.sections, environment)
    const others = file.map(({ source, sections: { model_list: _, ...sections } }) => ({ source, sections }))
    try {
      const own = { source, sections: value as Record<string, unknown> }
      const [deployment] = compileConfig([...others, own], environment).deployments
      if (!deployment) continue
      const fault = explainModel(deployment.model, deployment.target.provider, isProviderSupported)
      if (fault === undefined) deployments.push(deployment)
      else warnings.push(addedWarning(model, fault))
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      const fault = error.message.replace(/^Model 1 of model_list /, '')
      warnings.push(addedWarning(model, `a model that was added ${fault} ${error.remedy}`))
    }
  }
  return { deployments, warnings }
}

function addedWarning(model: unknown, message: string): ConfigWarning {
  const key = isMap(model) ? String(model.model_name) : ''
  return { file: addedSource, line: undefined, key, message, important: true }
}

/** Where models come from that are in no file. */
export const addedSource = 'database'

/** Keys without effect: what can be told of files that cannot be used, too. */
export function inspectFiles(sources: readonly ConfigSource[]): ConfigWarning[] {
  return [
    ...sources.flatMap(inspectSource),
    ...sources.flatMap(inspectGuardrails),
    ...sources.flatMap(inspectCallbackSettings),
  ]
}

/** One line per variable, however often it is named. Sections without effect do not count. */
function describeMissing(source: ConfigSource, missing: readonly MissingVariable[]): ConfigWarning[] {
  const relevant = missing.filter(
    ({ path }) => sections[String(path[0])]?.explained[String(path[1])] === undefined,
  )
  const byName = Map.groupBy(relevant, ({ name }) => name)
  return [...byName].map(([name, places]) => {
    const [first] = places
    const times = places.length === 1 ? '' : ` (named ${places.length} times)`
    return {
      file: source.file,
      line: first && source.lineOf(first.path),
      key: `os.environ/${name}`,
      message: `the variable ${name} is not set or empty; the setting counts as absent${times}.`,
    }
  })
}
