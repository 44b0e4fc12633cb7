import { readFileSync } from 'node:fs'
import type { GatewayModel } from '@kansoku/contracts/gateway'
import { ConfigError, type ConfigWarning, type GatewayConfig, loadGatewayConfig } from '@kansoku/routing'
import { type GatewaySettings, SettingsError } from '../config.ts'
import { withDemoModels } from '../demo/demo-models.ts'
import { loadOptions } from '../provider-ports.ts'

export interface Loaded {
  readonly config: GatewayConfig & { readonly masterKey: string }
  readonly warnings: readonly ConfigWarning[]
}

/**
 * Reads the config file, if there is one, and adds models of the database. Those of the demo are there as long as there
 * are no others, or where they are wished for.
 * @param onFile called with each file that is read, or should have been
 * @throws {SettingsError} for a file that cannot be used
 */
export function loadConfig(
  { configFile, environment, demo: wish }: GatewaySettings,
  {
    demo,
    added = [],
    onFile = () => undefined,
  }: {
    readonly demo?: GatewayConfig | undefined
    readonly added?: readonly GatewayModel[]
    readonly onFile?: (path: string) => void
  },
): Loaded {
  const { config, warnings } = readFile(configFile, { environment, added, onFile })
  const { masterKey } = config
  if (masterKey === undefined) throw noMasterKey()
  const isWanted = wish === 'on' || (wish === 'auto' && config.deployments.length === 0)
  const whole = demo && isWanted ? withDemoModels(config, demo) : config
  return { config: { ...whole, masterKey }, warnings }
}

interface ReadOptions {
  readonly environment: GatewaySettings['environment']
  readonly added: readonly GatewayModel[]
  readonly onFile: (path: string) => void
}

function readFile(path: string | undefined, { environment, added, onFile }: ReadOptions) {
  const readText = (file: string) => {
    onFile(file)
    return readFileSync(file, 'utf8')
  }
  try {
    return loadGatewayConfig(path, { ...loadOptions(environment), readText, addedModels: added.map(toEntry) })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const place = error.line === undefined ? error.file : `${error.file}:${error.line}`
    throw new SettingsError(`${place}: ${error.message}`, error.remedy)
  }
}

/** As `model_list` has it. */
function toEntry({ id, modelName, params, info }: GatewayModel) {
  return { model_name: modelName, litellm_params: params, model_info: { ...info, id, db_model: true } }
}

function noMasterKey(): SettingsError {
  return new SettingsError(
    'No master key is set, and a gateway always demands a key.',
    'Set LITELLM_MASTER_KEY (for instance sk-… of your choice), or general_settings.master_key in the config file.',
  )
}
