import { ConfigError, type ConfigWarning } from './config-error.ts'
import { findFaults } from './find-faults.ts'
import { inOrder } from './in-order.ts'
import { inspectFiles, type LoadOptions, loadGatewayConfig } from './load.ts'
import { readSources } from './read-sources.ts'

/** A model of a checked file. */
export interface CheckedModel {
  readonly name: string
  /** As written in `litellm_params.model`. */
  readonly model: string
  readonly provider: string
}

export interface ConfigCheck {
  readonly models: readonly CheckedModel[]
  readonly warnings: readonly ConfigWarning[]
  /** All that keeps the file from loading; empty when it loads. */
  readonly errors: readonly ConfigError[]
}

/** Loads a file without starting anything, to tell what would be served and which keys have no effect. */
export function checkConfig(path: string, options: LoadOptions): ConfigCheck {
  try {
    const { config, warnings } = loadGatewayConfig(path, options)
    const models = config.deployments.map(({ modelGroup, model, target }) => ({
      name: modelGroup,
      model,
      provider: target.provider,
    }))
    return { models, warnings, errors: [] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { models: [], ...explainFaults(path, options) }
  }
}

/** What another file would have to define: it may stand in one that cannot be read. */
const definedElsewhere = new Set(['litellm_credential_name', 'guardrails'])

function explainFaults(path: string, { env, readText }: LoadOptions): Omit<ConfigCheck, 'models'> {
  const { sources, faults } = readSources(path, readText)
  const found = findFaults(sources, env).filter(
    ({ path }) => faults.length === 0 || !definedElsewhere.has(String(path?.at(-1))),
  )
  const errors = [...faults, ...found]
  const isTold = ({ file, line }: ConfigWarning) =>
    errors.some((error) => error.file === file && error.line === line)
  return { errors, warnings: inOrder(sources, inspectFiles(sources)).filter((one) => !isTold(one)) }
}
