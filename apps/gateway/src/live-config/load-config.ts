import { readFileSync } from 'node:fs'
import {
  ConfigError,
  type ConfigWarning,
  emptyConfig,
  type GatewayConfig,
  loadGatewayConfig,
} from '@kansoku/routing'
import { type GatewaySettings, SettingsError } from '../config.ts'
import { withDemoModels } from '../demo/demo-models.ts'
import { loadOptions } from '../provider-ports.ts'

export interface Loaded {
  readonly config: GatewayConfig & { readonly masterKey: string }
  readonly warnings: readonly ConfigWarning[]
}

/**
 * Reads the config file, if there is one, and adds the demo's models.
 * @param onFile called with each file that is read, or should have been
 * @throws {SettingsError} for a file that cannot be used
 */
export function loadConfig(
  { configFile, environment }: GatewaySettings,
  demo: GatewayConfig | undefined,
  onFile: (path: string) => void = () => undefined,
): Loaded {
  const { config, warnings } = readFile(configFile, environment, onFile)
  const { masterKey } = config
  if (masterKey === undefined) throw noMasterKey()
  const whole = demo ? withDemoModels(config, demo) : config
  return { config: { ...whole, masterKey }, warnings }
}

function readFile(
  path: string | undefined,
  environment: GatewaySettings['environment'],
  onFile: (path: string) => void,
) {
  if (path === undefined) return { config: emptyConfig(environment), warnings: [] }
  const readText = (file: string) => {
    onFile(file)
    return readFileSync(file, 'utf8')
  }
  try {
    return loadGatewayConfig(path, { ...loadOptions(environment), readText })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const place = error.line === undefined ? error.file : `${error.file}:${error.line}`
    throw new SettingsError(`${place}: ${error.message}`, error.remedy)
  }
}

function noMasterKey(): SettingsError {
  return new SettingsError(
    'No master key is set, and a gateway always demands a key.',
    'Set LITELLM_MASTER_KEY (for instance sk-… of your choice), or general_settings.master_key in the config file.',
  )
}
