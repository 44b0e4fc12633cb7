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

/** Nobody mends more at once. */
const mostCompilations = 300

/**
 * Loads a file without starting anything, to tell what would be served and which keys have no effect.
 * @param compilations that errors may cost at most: one to three each
 */
export function checkConfig(
  path: string,
  options: LoadOptions,
  compilations = mostCompilations,
): ConfigCheck {
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
    const { errors, warnings } = explainFaults(path, options, compilations)
    // The file may have been mended meanwhile; what was thrown holds for what was loaded.
    return { models: [], warnings, errors: errors.length > 0 ? errors : [error] }
  }
}

/** What another file would have to define: it may stand in one that cannot be read. */
function isDefinedElsewhere({ path }: ConfigError): boolean {
  return path?.[0] === 'model_list' && ['litellm_credential_name', 'guardrails'].includes(String(path.at(-1)))
}

function explainFaults(
  path: string,
  { env, readText }: LoadOptions,
  compilations: number,
): Omit<ConfigCheck, 'models'> {
  const { sources, faults } = readSources(path, readText)
  const found = findFaults(sources, env, compilations).filter(
    (fault) => faults.length === 0 || !isDefinedElsewhere(fault),
  )
  const errors = [...faults, ...found]
  const isTold = ({ file, line }: ConfigWarning) =>
    errors.some((error) => error.file === file && error.line === line)
  return { errors, warnings: inOrder(sources, inspectFiles(sources)).filter((one) => !isTold(one)) }
}
