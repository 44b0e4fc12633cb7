import { ConfigError, type ConfigWarning } from './config-error.ts'
import { type LoadOptions, loadGatewayConfig } from './load.ts'

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
  /** Empty when the file loads. */
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
    return { models: [], warnings: [], errors: [error] }
  }
}
